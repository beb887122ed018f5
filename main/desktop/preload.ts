import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { DOOR, LINE, type Door, type PortMessage } from '../../shared/bridge/door.ts';
import type { TransportListener } from '../../shared/bridge/transport.ts';

/** What a line needs of a port of the page's world, which this program's types do not know. */
interface PagePort {
  postMessage(message: PortMessage): void;
  addEventListener(type: 'message' | 'close', listener: (event: { readonly data: string }) => void): void;
  start(): void;
  close(): void;
}

const asked = new Map<number, (port: PagePort) => void>();
let last = 0;

ipcRenderer.on(LINE.give, ({ ports }, id: number) => {
  const [port] = ports as unknown as PagePort[];
  if (port) asked.get(id)?.(port);
  asked.delete(id);
});

function open({ opened, received, closed }: TransportListener) {
  let port: PagePort | null = null;
  let over = false;
  const end = () => {
    if (over) return;
    over = true;
    port?.close();
    closed(false);
  };
  last += 1;
  asked.set(last, (given) => {
    port = given;
    if (over) {
      given.close();
      return;
    }
    given.addEventListener('message', ({ data }) => {
      received(data);
      given.postMessage(data.length);
    });
    given.addEventListener('close', end);
    given.start();
    opened();
  });
  ipcRenderer.send(LINE.ask, last);
  return {
    send: (text: string) => {
      port?.postMessage(text);
    },
    close: end,
  };
}

contextBridge.exposeInMainWorld(DOOR, {
  open,
  pathOf: (file) => webUtils.getPathForFile(file as File),
} satisfies Door);
