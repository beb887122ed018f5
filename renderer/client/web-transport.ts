import type { OpenTransport } from '../../shared/bridge/transport.ts';

/** A browser does not tell why a WebSocket was refused; a plain request to the same server does. */
async function isRefused(address: string): Promise<boolean> {
  try {
    const { status } = await fetch(address, { method: 'HEAD', cache: 'no-store' });
    return status === 403;
  } catch {
    return false;
  }
}

/** @param base of the page, as `http://127.0.0.1:1234/` */
export function webTransport(base: string): OpenTransport {
  return ({ opened, received, closed }) => {
    const address = new URL('bridge', base);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(address);
    let wasOpen = false;
    let over = false;
    const end = (refused: boolean) => {
      if (!over) closed(refused);
      over = true;
    };
    socket.addEventListener('open', () => {
      wasOpen = true;
      opened();
    });
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string' && !over) received(data);
    });
    socket.addEventListener('close', () => {
      if (wasOpen || over) end(false);
      else void isRefused(base).then(end);
    });
    return {
      send: (text) => {
        socket.send(text);
      },
      close: () => {
        // A line on which nothing is heard may take minutes to close: it is over for us now.
        end(false);
        socket.close();
      },
    };
  };
}
