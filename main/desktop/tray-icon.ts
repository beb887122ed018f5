import { Menu, Notification, Tray } from 'electron';
import type { DeskWords } from '../../shared/bridge/desk.ts';

export interface TrayActions {
  readonly onOpen: () => void;
  readonly onQuit: () => void;
}

/** How the run stands, for whoever has closed the window. */
export class TrayIcon {
  readonly #tray: Tray;
  readonly #actions: TrayActions;
  #shown = '';

  constructor(icon: string, actions: TrayActions) {
    this.#tray = new Tray(icon);
    this.#actions = actions;
    this.#tray.on('click', actions.onOpen);
  }

  show(line: string, words: DeskWords): void {
    const { onOpen, onQuit } = this.#actions;
    const shown = JSON.stringify([line, words.open, words.quit]);
    // A menu that is replaced while it is open closes on some systems.
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#tray.setToolTip(line);
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: line, enabled: false },
        { type: 'separator' },
        { label: words.open, click: onOpen },
        { label: words.quit, click: onQuit },
      ]),
    );
  }
}

/** Says the verdict to whoever looks elsewhere. */
export function notify(title: string, body: string, onClick: () => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body });
  notification.on('click', onClick);
  notification.show();
}
