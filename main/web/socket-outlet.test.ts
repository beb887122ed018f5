import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { until } from '../../build/test/real-processes.ts';
import { SocketOutlet } from './socket-outlet.ts';

/** Real sockets, and a face that does not read. */
let http: Server;
let server: WebSocketServer;
let face: WebSocket;
let outlet: SocketOutlet;
const told: string[] = [];
beforeEach(async () => {
  told.length = 0;
  http = createServer().listen(0, '127.0.0.1');
  await once(http, 'listening');
  server = new WebSocketServer({ server: http });
  face = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
  const [socket] = (await once(server, 'connection')) as [WebSocket];
  outlet = new SocketOutlet(socket);
  outlet.attach({
    receive: (text) => {
      told.push(text);
    },
    drained: () => {
      told.push('drained');
    },
    closed: () => {
      told.push('closed');
    },
  });
  if (face.readyState !== WebSocket.OPEN) await once(face, 'open');
});
afterEach(async () => {
  face.terminate();
  server.close();
  http.close();
  await once(http, 'close');
});

const LARGE = 'x'.repeat(256 * 1024);

describe('a face that does not read', () => {
  it('is full after a bounded amount, is not listened to, and is told so when it reads again', async () => {
    face.pause();
    let sent = 0;
    // What the kernel takes does not count as unread here; it is a few MiB.
    while (!outlet.isFull() && sent < 1000) {
      outlet.send(LARGE);
      sent += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(outlet.isFull()).toBe(true);
    face.send('a question');
    let received = 0;
    face.on('message', () => {
      received += 1;
    });
    face.resume();
    await until(() => received === sent);
    await until(() => told.includes('a question'));
    expect(told[0]).toBe('drained');
    expect(outlet.isFull()).toBe(false);
  });

  it('is told of no more when it has gone', async () => {
    face.terminate();
    await until(() => told.includes('closed'));
    outlet.send(LARGE);
    expect(outlet.isFull()).toBe(false);
  });
});
