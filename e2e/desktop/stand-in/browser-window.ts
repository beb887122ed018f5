import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { BrowserContext, Page, Route } from 'playwright-core';
import { Relay, type MessagePortMain, type Relayed } from './channels.ts';
import { chromiumFor } from './chromium.ts';
import { pageSide, type Told } from './page-side.ts';
import { answerOf, fromChromium, ipcMain, session, toChromium } from './session.ts';
import { StandInEvent } from './stand-in-event.ts';

/** Chromium's names of what a page may be granted, by Electron's. */
const PERMISSIONS: Readonly<Record<string, string>> = {
  notifications: 'notifications',
  geolocation: 'geolocation',
  media: 'camera',
  'clipboard-read': 'clipboard-read',
};

interface WebPreferences {
  readonly preload?: string;
  readonly session?: typeof session.defaultSession;
  readonly javascript?: boolean;
  readonly sandbox?: boolean;
  readonly contextIsolation?: boolean;
  readonly nodeIntegration?: boolean;
}

class WebFrame {
  url = '';
  readonly #contents: WebContents;
  constructor(contents: WebContents) {
    this.#contents = contents;
  }
  postMessage(channel: string, message: unknown, ports: readonly MessagePortMain[]): void {
    this.#contents.tell(channel, [message], ports);
  }
}

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

export class WebContents extends EventEmitter {
  readonly mainFrame = new WebFrame(this);
  readonly preferences: WebPreferences;
  page: Page | null = null;
  #relay: Relay | null = null;
  #openHandler: OpenHandler = () => ({ action: 'allow' });
  /** Where main itself leads; a page that leads elsewhere is asked about. */
  #led = '';

  constructor(preferences: WebPreferences) {
    super();
    this.preferences = preferences;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  /** Makes a page and leads it to an address. */
  async load(context: BrowserContext, address: string): Promise<void> {
    this.#led = address;
    const before = this.page;
    const page = before === null ? (context.pages().find((one) => !taken.has(one)) ?? null) : null;
    this.page = page ?? (await context.newPage());
    taken.add(this.page);
    await this.#prepare(this.page);
    await before?.close();
    await this.page.goto(toChromium(address));
  }

  reload(): void {
    const { page } = this;
    if (page) void this.load(page.context(), this.#led);
  }

  forcefullyCrashRenderer(): void {
    const { page } = this;
    const crash = async () => {
      if (page) await (await page.context().newCDPSession(page)).send('Page.crash');
    };
    crash().catch(() => undefined);
  }

  tell(channel: string, args: readonly unknown[], ports: readonly MessagePortMain[]): void {
    const relay = this.#relay;
    if (relay) this.#say({ channel, args, ports: ports.map((port) => relay.hand(port)) });
  }

  gone(): void {
    this.#relay?.closeAll();
    this.#relay = null;
  }

  /** As Electron prints: with the size that the page itself names, where that is wanted. */
  async printToPDF(options: { preferCSSPageSize?: boolean; printBackground?: boolean }): Promise<Buffer> {
    if (!this.page) throw new Error('there is no page');
    return this.page.pdf(options);
  }

  async #prepare(page: Page): Promise<void> {
    const { preload, javascript = true } = this.preferences;
    if (!javascript) {
      const devTools = await page.context().newCDPSession(page);
      await devTools.send('Emulation.setScriptExecutionDisabled', { value: true });
    }
    await page.route('**/*', (route) => this.#answer(route, page));
    if (preload !== undefined) await this.#preload(page, preload);
    page.on('popup', (popup) => {
      if (this.#openHandler({ url: popup.url() }).action === 'deny') void popup.close();
    });
    page.on('crash', () => {
      this.gone();
      this.emit('render-process-gone', new StandInEvent(), { reason: 'crashed', exitCode: 1 });
    });
  }

  async #preload(page: Page, preload: string): Promise<void> {
    await page.exposeBinding('standInSends', ({ frame }, text: string) => {
      if (frame === page.mainFrame()) this.#hear(JSON.parse(text) as Record<string, unknown>, frame.url());
    });
    const files = JSON.parse(process.env['STAND_IN_FILES'] ?? '{}') as Record<string, string>;
    await page.addInitScript({ content: pageSide(readFileSync(preload, 'utf8'), files) });
  }

  async #answer(route: Route, page: Page): Promise<void> {
    const request = route.request();
    const address = fromChromium(request.url());
    const isMain = request.isNavigationRequest() && request.frame() === page.mainFrame();
    if (isMain && address !== this.#led) {
      const event = Object.assign(new StandInEvent(), { url: address, isMainFrame: true });
      this.emit('will-navigate', event);
      if (event.defaultPrevented) {
        await route.abort('aborted');
        return;
      }
    }
    if (!(this.preferences.session ?? session.defaultSession).lets(address)) {
      await route.abort('blockedbyclient');
      return;
    }
    if (address.startsWith('file:')) {
      await route.continue();
      return;
    }
    const answer = await answerOf(request.url(), request.method());
    if (!answer) {
      await route.fulfill({
        status: 200,
        contentType: 'text/html',
        body: `<title>elsewhere</title>${address}`,
      });
      return;
    }
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    });
  }

  #hear(said: Record<string, unknown>, address: string): void {
    if (said['began'] === true) {
      this.gone();
      this.#relay = new Relay((message) => {
        this.#say(message);
      });
    } else if (typeof said['channel'] === 'string') {
      this.mainFrame.url = fromChromium(address);
      const event = { sender: this, senderFrame: this.mainFrame };
      ipcMain.emit(said['channel'], event, ...(said['args'] as unknown[]));
    } else this.#relay?.receive(said as unknown as Relayed);
  }

  #say(told: Told): void {
    const tell = (message: Told) => {
      (window as unknown as { standInTells: (told: Told) => void }).standInTells(message);
    };
    this.page?.evaluate(tell, told).catch(() => undefined);
  }
}

const taken = new Set<Page>();
const windows = new Set<BrowserWindow>();
let owner: EventEmitter & { getPath(name: string): string; getLocale(): string; quit(): void };

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents;
  #visible: boolean;
  #maximized = false;
  #bounds: { x: number; y: number; width: number; height: number };

  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }
  static belongTo(app: typeof owner): void {
    owner = app;
  }

  constructor(options: {
    x?: number;
    y?: number;
    width?: number;
    height?: number;
    show?: boolean;
    webPreferences: WebPreferences;
  }) {
    super();
    const { x = 0, y = 0, width = 800, height = 600, show = true, webPreferences } = options;
    const { sandbox, contextIsolation, nodeIntegration } = webPreferences;
    if (sandbox === false || contextIsolation === false || nodeIntegration === true)
      throw new Error('this stand-in shows locked windows only');
    this.#visible = show;
    this.#bounds = { x, y, width, height };
    this.webContents = new WebContents(webPreferences);
    windows.add(this);
    owner.emit('web-contents-created', new StandInEvent(), this.webContents);
  }

  async loadURL(address: string): Promise<void> {
    const context = await chromiumFor(owner.getPath('userData'), owner.getLocale());
    const granted = Object.entries(PERMISSIONS).filter(([name]) => session.defaultSession.permits(name));
    await context.grantPermissions(granted.map(([, name]) => name));
    await this.webContents.load(context, address);
    await this.webContents.page?.setViewportSize({ width: this.#bounds.width, height: this.#bounds.height });
    this.emit('ready-to-show');
  }

  close(): void {
    const event = new StandInEvent();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  /** Closes it without asking. */
  destroy(): void {
    windows.delete(this);
    this.webContents.gone();
    const { page } = this.webContents;
    const last = windows.size === 0;
    // The browser would end with its last page; it ends with the app.
    if (!last) void page?.close();
    this.emit('closed');
    if (last && !owner.emit('window-all-closed')) owner.quit();
  }

  isDestroyed(): boolean {
    return !windows.has(this);
  }
  show(): void {
    this.#visible = true;
  }
  hide(): void {
    this.#visible = false;
  }
  focus(): void {
    this.#visible = true;
  }
  isVisible(): boolean {
    return this.#visible;
  }
  isMinimized(): boolean {
    return false;
  }
  restore(): void {
    this.#visible = true;
  }
  maximize(): void {
    this.#maximized = true;
  }
  isMaximized(): boolean {
    return this.#maximized;
  }
  getNormalBounds() {
    return this.#bounds;
  }
  getBounds() {
    return this.#bounds;
  }
  setBounds(bounds: { x: number; y: number; width: number; height: number }): void {
    this.#bounds = bounds;
  }
}
