import { once } from 'node:events';
import { createServer, request, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { noBrowser, startBrowser } from '../build/test/browser.ts';
import { BRIDGE_BOUNDS } from '../shared/bridge/bounds.ts';
import { Dashboard, hears, simulated } from './dashboard.ts';

/** What can start programs is a lock: here is who stays outside. */
let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await Dashboard.start();
});
afterAll(() => dashboard.remove());

const port = () => Number(dashboard.url.port);
const token = () => dashboard.url.searchParams.get('token') ?? '';

async function status(path: string, headers: OutgoingHttpHeaders = {}, method = 'GET'): Promise<number> {
  const asked = request({ host: '127.0.0.1', port: port(), path, method, headers });
  asked.end();
  const [answer] = (await once(asked, 'response')) as [{ statusCode: number; resume: () => void }];
  answer.resume();
  return answer.statusCode;
}

/** The status of a refused upgrade; 101 for one that was let in. */
async function upgrade(path: string, headers: OutgoingHttpHeaders): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${port()}${path}`, { headers });
  socket.on('error', () => undefined);
  return new Promise((resolve) => {
    socket.on('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.on('unexpected-response', (_, answer) => {
      socket.terminate();
      resolve(answer.statusCode ?? 0);
    });
  });
}

describe('the lock of the dashboard', () => {
  it('opens with the token, in the address or in the cookie that it sets', async () => {
    expect(await status(`/?token=${token()}`)).toBe(200);
    expect(await status('/', { cookie: `kneescope-${port()}=${token()}` })).toBe(200);
    expect(await upgrade(`/bridge?token=${token()}`, { origin: dashboard.url.origin })).toBe(101);
    const page = await fetch(dashboard.url);
    expect(page.headers.get('set-cookie')).toBe(
      `kneescope-${port()}=${token()}; HttpOnly; SameSite=Strict; Path=/`,
    );
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  });

  it('is shut without the right one', async () => {
    const almost = `${token().slice(0, -1)}${token().endsWith('A') ? 'B' : 'A'}`;
    for (const path of [
      '/',
      '/?token=',
      `/?token=${almost}`,
      `/?token=${token()}x`,
      '/assets/',
      '/reports/abc.en.html',
    ])
      expect(await status(path), path).toBe(403);
    expect(await status('/', { cookie: `kneescope-${port()}=${almost}` })).toBe(403);
    expect(await status('/', { cookie: `kneescope-${port() + 1}=${token()}` })).toBe(403);
    for (const query of ['', '?token=', `?token=${almost}`])
      expect(await upgrade(`/bridge${query}`, { origin: dashboard.url.origin }), query).toBe(403);
  });

  it('is shut for another host name, which a hostile page had rebound to this machine', async () => {
    for (const host of ['evil.example', `evil.example:${port()}`, '127.0.0.1', `127.0.0.1:${port() + 1}`])
      expect(await status(`/?token=${token()}`, { host }), host).toBe(403);
    const evil = { host: `evil.example:${port()}`, origin: `http://evil.example:${port()}` };
    expect(await upgrade(`/bridge?token=${token()}`, evil)).toBe(403);
  });

  it('is shut for a page of another origin, even with the cookie', async () => {
    const cookie = `kneescope-${port()}=${token()}`;
    for (const origin of [
      'http://evil.example',
      `http://127.0.0.1:${port() + 1}`,
      `https://127.0.0.1:${port()}`,
      'null',
    ])
      expect(await upgrade('/bridge', { origin, cookie }), origin).toBe(403);
    expect(await upgrade('/bridge', { cookie }), 'no origin').toBe(403);
    expect(await status('/', { cookie, origin: 'http://evil.example' })).toBe(403);
    expect(await status('/', { cookie, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await status('/', { cookie, 'sec-fetch-site': 'same-site' })).toBe(403);
  });

  it('serves its own files and reports, and nothing beside them', async () => {
    const paths = [
      '/../package.json',
      '/%2e%2e/package.json',
      '/assets/../../package.json',
      '/reports/../x.en.html',
    ];
    for (const path of [...paths, '/reports/zzzzzzzz.en.html', '/nothing'])
      expect(await status(`${path}?token=${token()}`), path).toBe(404);
    expect(await status(`/?token=${token()}`, {}, 'POST')).toBe(405);
    expect(await upgrade(`/elsewhere?token=${token()}`, { origin: dashboard.url.origin })).toBe(404);
  });

  it('is not on the network', async () => {
    const addresses = Object.values(networkInterfaces())
      .flatMap((found) => found ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of addresses) {
      const socket = connect({ host: address, port: port() });
      await expect(once(socket, 'connect'), address).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    }
  });
});

describe('a face that misbehaves', () => {
  const open = async () => {
    const socket = new WebSocket(`ws://${dashboard.url.host}/bridge?token=${token()}`, {
      origin: dashboard.url.origin,
    });
    await once(socket, 'open');
    return socket;
  };
  const closing = async (socket: WebSocket) => {
    const [code] = (await once(socket, 'close')) as [number];
    return code;
  };

  it('with a giant message is shown out, and nobody else notices', async () => {
    const client = await dashboard.client();
    const socket = await open();
    const closed = closing(socket);
    socket.send('x'.repeat(BRIDGE_BOUNDS.request + 1));
    expect(await closed).toBe(1009);
    expect(await client.ask('runs.list', {})).toEqual({ runs: [] });
  });

  it('that speaks another language is shown out', async () => {
    for (const said of ['hello', '[]', '{"id":0,"method":"runs.list","params":{}}', Buffer.from([1, 2, 3])]) {
      const socket = await open();
      const closed = closing(socket);
      socket.send(said);
      expect(await closed).toBe(1008);
    }
  });

  it('that asks what is not in the contract is told so', async () => {
    const socket = await open();
    const ask = async (question: object) => {
      const answer = once(socket, 'message') as Promise<[Buffer]>;
      socket.send(JSON.stringify(question));
      return JSON.parse((await answer)[0].toString()) as { problem?: { code: string } };
    };
    for (const question of [
      { id: 1, method: 'run.format', params: {} },
      { id: 2, method: '__proto__', params: {} },
      { id: 3, method: 'runs.list', params: { more: 1 } },
      { id: 4, method: 'run.log', params: { run: 'x', instance: 1, lines: 1e9 } },
      { id: 5, method: 'run.start', params: { box: 'local', plan: { executable: 'sh' } } },
    ])
      expect(await ask(question)).toMatchObject({ id: question.id, problem: { code: 'request.invalid' } });
    socket.terminate();
  });

  it('that never reads slows nobody, and is told later in one message', async () => {
    const slow = await dashboard.client();
    const quick = await dashboard.client();
    await slow.ask('live.attach', { run: null, samples: 0, events: 0 });
    await quick.ask('live.attach', { run: null, samples: 0, events: 0 });
    dashboard.pauseLine(slow);
    const { run } = await quick.ask(
      'run.start',
      simulated('never-reached', { method: 'steady', cap: 3, mode: 'quick' }, 100),
    );
    // And asks on, taking no answer.
    const unread = Array.from({ length: 500 }, () => slow.ask('engine.describe', {}).catch(() => undefined));
    await hears(quick, 'live.update', (update) => update.run === run && update.state === 'ended');
    const caughtUp = hears(slow, 'live.update', (update) => update.run === run && update.state === 'ended');
    dashboard.resumeLine(slow);
    await caughtUp;
    await Promise.all(unread);
  });
});

describe.skipIf(noBrowser !== null)('a hostile page in the operator’s browser', () => {
  let browser: Browser;
  const hostile = createServer((_, answer) => {
    answer.setHeader('Content-Type', 'text/html');
    answer.end('<!doctype html><title>hostile</title>');
  });
  beforeAll(async () => {
    browser = await startBrowser(['--host-resolver-rules=MAP evil.example 127.0.0.1']);
    hostile.listen(0, '127.0.0.1');
    await once(hostile, 'listening');
  });
  afterAll(async () => {
    hostile.close();
    await browser.close();
  });

  it('neither reaches the bridge nor reads or frames the dashboard, though the cookie goes along', async () => {
    const page = await dashboard.page(browser);
    await page.waitForSelector('html[data-connection=open]');
    // Another port of this machine: the same site for a browser, so SameSite alone does not help.
    await page.goto(`http://127.0.0.1:${(hostile.address() as AddressInfo).port}/`);
    const tries = await page.evaluate(async (target) => {
      const socket = new window.WebSocket(`${target.replace('http', 'ws')}/bridge`);
      const bridge = await new Promise<string>((resolve) => {
        socket.onopen = () => {
          resolve('open');
        };
        socket.onclose = () => {
          resolve('closed');
        };
      });
      const read = await fetch(target, { credentials: 'include' }).then(
        () => 'read',
        () => 'refused',
      );
      const script = await new Promise<string>((resolve) => {
        const element = document.createElement('script');
        element.onload = () => {
          resolve('loaded');
        };
        element.onerror = () => {
          resolve('refused');
        };
        element.src = `${target}/`;
        document.head.append(element);
      });
      return { bridge, read, script };
    }, dashboard.url.origin);
    expect(tries).toEqual({ bridge: 'closed', read: 'refused', script: 'refused' });
    const framed = page.waitForResponse((answer) => answer.url().startsWith(dashboard.url.origin));
    await page.evaluate((target) => {
      const frame = document.createElement('iframe');
      frame.src = target;
      document.body.append(frame);
    }, dashboard.url.href);
    // The token itself does not open a frame: who frames it could lead the operator's hand.
    expect((await framed).status()).toBe(403);
    await page.context().close();
  });

  it('whose name was rebound to this machine gets nothing, even with the token', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const answer = await page.goto(`http://evil.example:${port()}/?token=${token()}`);
    expect(answer?.status()).toBe(403);
    await context.close();
  });
});
