import type { IpcMainEvent, Session, WebContents } from 'electron';
import { isOurPage } from './page-address.ts';

/** No page is permitted anything that a browser would ask its user for, and nothing is downloaded. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => {
    event.preventDefault();
  });
}

/** A page stays our page: nothing else is opened in its place, beside it or within it. */
export function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    if (!isOurPage(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
}

/** Whether a message comes from our page in our window, itself and no frame in it. */
export function isFromOurPage({ sender, senderFrame }: IpcMainEvent, ours: WebContents | null): boolean {
  return (
    sender === ours && senderFrame !== null && senderFrame === sender.mainFrame && isOurPage(senderFrame.url)
  );
}
