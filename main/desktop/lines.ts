import { ipcMain, MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import { LINE } from '../../shared/bridge/door.ts';
import { isFromOurPage } from './lock.ts';

/**
 * Gives our page, when it asks, a line of its own to the engine. This is all that a page can ask of main; who else asks is
 * not answered.
 * @param ours the contents of our window, null while there is none
 * @param toEngine hands the engine its end
 */
export function giveLines(ours: () => WebContents | null, toEngine: (port: MessagePortMain) => void): void {
  ipcMain.on(LINE.ask, (event, id: unknown) => {
    if (!isFromOurPage(event, ours()) || typeof id !== 'number') return;
    const { port1, port2 } = new MessageChannelMain();
    toEngine(port1);
    event.senderFrame?.postMessage(LINE.give, id, [port2]);
  });
}
