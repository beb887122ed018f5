import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as Electron from 'electron';
import { _electron, chromium, type Browser, type ElectronApplication, type Page } from 'playwright-core';
import { ROOT } from '../cli.ts';

const MAIN = path.join(ROOT, 'out/main/desktop.js');
const STAND_IN = fileURLToPath(new URL('./stand-in/register.ts', import.meta.url));

/** Electron's own program, where its binary was brought; null where it was not. */
export const electronProgram: string | null = (() => {
  const folder = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const named = path.join(folder, 'path.txt');
  if (!existsSync(named)) return null;
  const program = path.join(folder, 'dist', readFileSync(named, 'utf8'));
  return existsSync(program) ? program : null;
})();

type Work<Arg, Answer> = (electron: typeof Electron, arg: Arg) => Answer | Promise<Answer>;

export interface LaunchOptions {
  /** Of another start of the same app; else its own. */
  readonly folder?: string;
  readonly args?: readonly string[];
  /** Paths of files that a page will be given, by their names. */
  readonly files?: Readonly<Record<string, string>>;
  readonly language?: 'en-US' | 'zh-CN';
  /** Added to ours. */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * The built desktop app: in Electron where its binary is, else in Node with a stand-in for Electron's API and a page of a real
 * Chromium as its window. Tests cannot tell which.
 */
export class DesktopApp {
  readonly folder: string;
  readonly process: ChildProcess;
  readonly #real: ElectronApplication | null;
  readonly #waiting = new Map<number, (answer: { result?: unknown; error?: string }) => void>();
  #browser: Browser | null = null;
  #last = 0;

  private constructor(folder: string, process: ChildProcess, real: ElectronApplication | null) {
    this.folder = folder;
    this.process = process;
    this.#real = real;
    process.on('message', (answer: { id: number; result?: unknown; error?: string }) => {
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    });
  }

  static async start(options: LaunchOptions = {}): Promise<DesktopApp> {
    const { args = [], files = {}, language = 'en-US', environment = {} } = options;
    const folder = options.folder ?? mkdtempSync(path.join(tmpdir(), 'kneescope desktop '));
    const words = [`--user-data-dir=${folder}`, `--lang=${language}`, ...args];
    const env = {
      ...process.env,
      XDG_DATA_HOME: path.join(folder, 'home'),
      KNEESCOPE_CLAIM: folder,
      STAND_IN_FILES: JSON.stringify(files),
      ...environment,
    } as Record<string, string>;
    if (electronProgram !== null) {
      const real = await _electron.launch({
        executablePath: electronProgram,
        args: [MAIN, ...words, '--no-sandbox'],
        cwd: folder,
        env,
      });
      return new DesktopApp(folder, real.process(), real);
    }
    const child = spawn(process.execPath, ['--no-warnings', '--import', STAND_IN, MAIN, ...words], {
      cwd: folder,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env,
    });
    return new DesktopApp(folder, child, null);
  }

  /** Runs a function in the main process. It sees nothing of what is around it here. */
  evaluate<Answer, Arg = undefined>(work: Work<Arg, Answer>, arg?: Arg): Promise<Answer> {
    if (this.#real) return this.#real.evaluate(work as never, arg as never) as unknown as Promise<Answer>;
    this.#last += 1;
    const id = this.#last;
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    this.#waiting.set(id, ({ result, error }) => {
      if (error === undefined) resolve(result as Answer);
      else reject(new Error(error));
    });
    this.process.send({ id, evaluate: String(work), arg });
    return promise;
  }

  /** The window's page as it is now: another one after a crash. The dashboard is on it and its line is open. */
  async page(): Promise<Page> {
    const deadline = performance.now() + 60_000;
    for (;;) {
      try {
        const page = await this.#newestPage();
        await page.locator('html[data-connection=open] .top').waitFor({ timeout: 5000 });
        page.setDefaultTimeout(120_000);
        return page;
      } catch (error) {
        if (performance.now() > deadline) throw error;
      }
    }
  }

  /** Every page there is, of strangers too. */
  async pages(): Promise<Page[]> {
    return this.#real ? this.#real.windows() : this.#pagesOfChromium();
  }

  /** The window's renderer crashes. */
  async crashPage(): Promise<void> {
    const page = await this.page();
    const crashed = page.waitForEvent('crash', { timeout: 0 });
    await this.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
    await crashed;
  }

  /** The process of the engine. */
  async enginePid(): Promise<number | null> {
    return this.evaluate(
      ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Kneescope engine')?.pid ?? null,
    );
  }

  /** Resolves with the exit code when the app has ended. */
  async ended(): Promise<number | null> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return this.process.exitCode;
    const [code] = (await once(this.process, 'exit')) as [number | null];
    return code;
  }

  /** Ends it whatever it is at; its folder is there for another start. */
  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.evaluate(({ app }) => {
        app.exit(0);
      }).catch(() => undefined);
      const late = setTimeout(() => this.process.kill('SIGKILL'), 20_000);
      await this.ended();
      clearTimeout(late);
    }
    await this.#browser?.close().catch(() => undefined);
  }

  /** Ends it whatever it is at, and removes what it kept. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  async #newestPage(): Promise<Page> {
    const pages = await this.pages();
    const page = pages.findLast(
      (one) => !one.isClosed() && /^(?:kneescope:|https:\/\/kneescope\.)/u.test(one.url()),
    );
    if (!page) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      throw new Error('there is no window yet');
    }
    return page;
  }

  async #pagesOfChromium(): Promise<Page[]> {
    if (!this.#browser?.isConnected()) {
      const active = readFileSync(path.join(this.folder, 'chromium/DevToolsActivePort'), 'utf8');
      this.#browser = await chromium.connectOverCDP(`http://127.0.0.1:${active.split('\n')[0] ?? ''}`);
    }
    return this.#browser.contexts().flatMap((context) => context.pages());
  }
}
