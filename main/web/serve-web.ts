import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { BRIDGE_BOUNDS } from '../../shared/bridge/bounds.ts';
import { Problem } from '../../shared/model/problem.ts';
import type { Host } from '../host/host.ts';
import { readAssets, type Asset } from './assets.ts';
import { cookieName, refusal, tokenInAddress, type Gate, type Refusal } from './gate.ts';
import { dashboardHeaders, refusalHeaders, reportHeaders } from './page-headers.ts';
import { reportAt } from './report-address.ts';
import { SocketOutlet } from './socket-outlet.ts';

export interface WebOptions {
  readonly host: Host;
  readonly dataFolder: string;
  /** 0: one that is free. */
  readonly port: number;
  /** Where `npm run build` put the dashboard. */
  readonly assetsFolder: string;
}

export interface WebFace {
  /** For the operator's browser; holds the token. */
  readonly url: string;
  close(): Promise<void>;
}

const TOKEN_BYTES = 32;
/** Connections of all faces together; a page opens a handful. */
const MOST_CONNECTIONS = 128;
const MOST_FACES = 32;
const HEADER_BYTES = 16 * 1024;
const HEADERS_MS = 10_000;
const CLOSE_MS = 1000;
const SOCKET_PATH = '/bridge';

/** Serves the dashboard and the bridge. @throws Problem `serve.port` */
export async function serveWeb({ host, dataFolder, port, assetsFolder }: WebOptions): Promise<WebFace> {
  const assets = readAssets(assetsFolder);
  const server = createServer({
    maxHeaderSize: HEADER_BYTES,
    headersTimeout: HEADERS_MS,
    requestTimeout: HEADERS_MS,
  });
  server.maxConnections = MOST_CONNECTIONS;
  await listen(server, port);
  const gate: Gate = {
    port: (server.address() as AddressInfo).port,
    token: randomBytes(TOKEN_BYTES).toString('base64url'),
  };
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: BRIDGE_BOUNDS.request,
    perMessageDeflate: false,
  });
  const faces = new Set<SocketOutlet>();

  server.on('request', (request, response) => {
    void answer({ gate, assets, dataFolder }, request, response);
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => undefined);
    const url = request.url ?? '';
    const status = upgradeRefusal(url, refusal(gate, { headers: request.headers, url }, true), faces.size);
    if (status !== null) {
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const outlet = new SocketOutlet(webSocket);
      faces.add(outlet);
      webSocket.on('close', () => faces.delete(outlet));
      outlet.attach(host.connect(outlet));
    });
  });

  return {
    url: `http://127.0.0.1:${gate.port}/?token=${gate.token}`,
    close: async () => {
      for (const face of faces) face.goAway();
      const closed = once(server, 'close');
      server.close();
      const force = setTimeout(() => {
        for (const webSocket of sockets.clients) webSocket.terminate();
        server.closeAllConnections();
      }, CLOSE_MS);
      await closed;
      clearTimeout(force);
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen({ port, host: '127.0.0.1', exclusive: true });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new Problem('serve.port', { port, reason: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}

function upgradeRefusal(url: string, refused: Refusal | null, faces: number): string | null {
  if (refused !== null) return '403 Forbidden';
  if (url.split('?')[0] !== SOCKET_PATH) return '404 Not Found';
  return faces >= MOST_FACES ? '503 Service Unavailable' : null;
}

interface Site {
  readonly gate: Gate;
  readonly assets: ReadonlyMap<string, Asset>;
  readonly dataFolder: string;
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { gate, assets, dataFolder } = site;
  const [url, method] = [request.url ?? '', request.method ?? ''];
  const reply = (status: number, headers: Record<string, string>, body: Buffer | string) => {
    response.writeHead(status, { ...headers, 'Content-Length': String(Buffer.byteLength(body)) });
    response.end(method === 'HEAD' ? undefined : body);
  };
  // Nothing that we serve takes a body.
  request.resume();
  if (refusal(gate, { headers: request.headers, url }, false) !== null) {
    reply(
      403,
      refusalHeaders(),
      'Open the address that kneescope serve printed.\n请打开 kneescope serve 显示的地址。\n',
    );
    return;
  }
  if (method !== 'GET' && method !== 'HEAD') {
    reply(405, { ...refusalHeaders(), Allow: 'GET, HEAD' }, '');
    return;
  }
  const path = url.split('?')[0] ?? '';
  const asset = assets.get(path);
  if (asset) {
    const kept = asset.hashed ? 'public, max-age=31536000, immutable' : 'no-store';
    const headers = { ...dashboardHeaders(gate.port), 'Content-Type': asset.type, 'Cache-Control': kept };
    reply(200, { ...headers, ...cookieFor(gate, url) }, asset.body);
    return;
  }
  const report = reportAt(path, dataFolder);
  const page = report === null ? null : await readFile(report).catch(() => null);
  if (page) reply(200, reportHeaders(path.endsWith('.pdf') ? 'pdf' : 'html'), page);
  else reply(404, refusalHeaders(), '');
}

/** Who comes with the token keeps it in a cookie, so that the address can lose it and a reload still works. */
function cookieFor(gate: Gate, url: string): Record<string, string> {
  if (tokenInAddress(url) === null) return {};
  return {
    'Set-Cookie': `${cookieName(gate.port)}=${gate.token}; HttpOnly; SameSite=Strict; Path=/`,
  };
}
