import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import type { Browser, Page } from 'playwright-core';
import { WebSocket, type RawData } from 'ws';
import { Client } from '../renderer/client/client.ts';
import type { OpenTransport } from '../shared/bridge/transport.ts';
import type { EventData, Params } from '../shared/bridge/contract.ts';
import type { Language } from '../shared/locale/language.ts';
import { Cli, says } from './cli.ts';

/** A line to a dashboard as a browser would open it, but from Node. */
export function nodeTransport(url: URL, sockets: Set<WebSocket> = new Set()): OpenTransport {
  return ({ opened, received, closed }) => {
    const socket = new WebSocket(`ws://${url.host}/bridge${url.search}`, { origin: url.origin });
    let refused = false;
    sockets.add(socket);
    socket.on('open', opened);
    socket.on('message', (data: RawData) => {
      received((data as Buffer).toString('utf8'));
    });
    socket.on('unexpected-response', () => {
      refused = true;
      socket.terminate();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      closed(refused);
    });
    return {
      send: (text) => {
        socket.send(text);
      },
      close: () => {
        socket.terminate();
      },
    };
  };
}

export interface PageOptions {
  readonly language?: Language;
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/** What a page should not say or do: every test looks at it at its end. */
export interface Complaints {
  /** Errors on the console, exceptions, what the Content-Security-Policy kept out. */
  readonly complaints: string[];
}

/**
 * `kneescope serve` on a free port, with a data folder and a claim on the box of its own, so that tests can run side by
 * side. What it serves is the bundle that users get.
 */
export class Dashboard {
  readonly cli: Cli;
  /** With the token. */
  readonly url: URL;
  readonly process: ChildProcess;
  readonly #clients: Client[] = [];
  readonly #sockets = new Set<WebSocket>();
  readonly #lines = new Map<Client, WebSocket>();

  private constructor(cli: Cli, process: ChildProcess, url: URL) {
    this.cli = cli;
    this.process = process;
    this.url = url;
  }

  /** @param parameters of `serve` beyond `--json` */
  static async start(
    parameters: readonly string[] = [],
    environment: NodeJS.ProcessEnv = {},
    cli = new Cli(),
  ): Promise<Dashboard> {
    const child = cli.start(['serve', '--json', ...parameters], environment);
    const [line] = await says(child, /^\{"url".*\}$/mu);
    return new Dashboard(cli, child, new URL((JSON.parse(line) as { url: string }).url));
  }

  /** The bridge without a browser; its line is open. */
  async client(): Promise<Client> {
    const client = new Client(nodeTransport(this.url, this.#sockets));
    this.#clients.push(client);
    await becomes(client, 'open');
    const newest = [...this.#sockets].at(-1);
    if (newest) this.#lines.set(client, newest);
    return client;
  }

  /** Breaks the line of every client from here, as a network does. */
  breakLines(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  /** The client stops reading, as one does whose machine is too busy. */
  pauseLine(client: Client): void {
    this.#lines.get(client)?.pause();
  }
  resumeLine(client: Client): void {
    this.#lines.get(client)?.resume();
  }

  /** A page of its own profile that has opened the dashboard. */
  async page(
    browser: Browser,
    { language = 'en', theme = 'light', width = 1280, height = 800 }: PageOptions = {},
  ): Promise<Page & Complaints> {
    const context = await browser.newContext({
      viewport: { width, height },
      locale: language,
      colorScheme: theme,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => {
      complaints.push(error.message);
    });
    await page.goto(this.url.href);
    return Object.assign(page, { complaints });
  }

  /** Ends it as Ctrl+C does. @returns its exit code */
  async stop(): Promise<number | null> {
    for (const client of this.#clients) client.close();
    if (this.process.exitCode !== null) return this.process.exitCode;
    const ended = once(this.process, 'close') as Promise<[number | null]>;
    this.process.kill('SIGINT');
    const [code] = await ended;
    return code;
  }

  /** Ends it and removes what it kept. */
  async remove(): Promise<void> {
    await this.stop();
    this.cli.remove();
  }
}

/** Resolves when the client's line stands so. */
export function becomes(client: Client, wanted: ReturnType<Client['connection']['get']>): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (client.connection.get() !== wanted) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = client.connection.subscribe(look);
    look();
  });
}

/** Resolves with the first event that fits. */
export function hears<E extends 'live.update' | 'runs.changed'>(
  client: Client,
  event: E,
  fits: (data: EventData<E>) => boolean = () => true,
): Promise<EventData<E>> {
  return new Promise((resolve) => {
    const off = client.on(event, (data) => {
      if (!fits(data)) return;
      off();
      resolve(data);
    });
  });
}

/** What starts a simulated box: nothing real is launched. `pace` is simulated seconds per real one. */
export function simulated(
  profile: string,
  settings: Params<'run.start'>['settings'] = { method: 'steady', mode: 'quick' },
  pace: number | null = 60,
  seed = 1,
): Params<'run.start'> {
  return { box: `simulated:${profile}`, plan: null, folder: null, settings, seed, pace, tags: [] };
}
