import { EventEmitter, once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { closeChromium } from './chromium.ts';
import { BrowserWindow } from './browser-window.ts';
import { StandInEvent } from './stand-in-event.ts';
import { utilities } from './utility-process.ts';

function switchValue(name: string): string {
  return process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '';
}

const folder = switchValue('user-data-dir');
const lock = path.join(folder, 'lock');
const socket = path.join(folder, 'lock.socket');

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

class App extends EventEmitter {
  readonly name = 'Kneescope';
  readonly isPackaged = false;
  readonly commandLine = { getSwitchValue: switchValue };
  #told: Promise<unknown> = Promise.resolve();

  whenReady(): Promise<void> {
    return Promise.resolve();
  }
  enableSandbox(): void {
    return;
  }
  addRecentDocument(_file: string): void {
    return;
  }
  getLocale(): string {
    return switchValue('lang') || 'en-US';
  }
  getPath(_name: string): string {
    return folder;
  }
  getAppMetrics() {
    return [...utilities].map(({ pid, name }) => ({ pid, type: 'Utility', name }));
  }

  requestSingleInstanceLock(): boolean {
    mkdirSync(folder, { recursive: true });
    let holder: number | null = null;
    try {
      holder = Number(readFileSync(lock, 'utf8'));
    } catch {
      // Nobody holds it.
    }
    if (holder !== null && isAlive(holder)) {
      const client = connect(socket);
      client.end(JSON.stringify({ argv: process.argv, folder: process.cwd() }));
      this.#told = once(client, 'close');
      return false;
    }
    writeFileSync(lock, String(process.pid));
    rmSync(socket, { force: true });
    createServer((client) => {
      let text = '';
      client.on('data', (chunk: Buffer) => (text += chunk.toString()));
      client.on('end', () => {
        const { argv, folder: from } = JSON.parse(text) as { argv: string[]; folder: string };
        this.emit('second-instance', new StandInEvent(), argv, from);
      });
    })
      .listen(socket)
      .unref();
    return true;
  }

  quit(): void {
    const event = new StandInEvent();
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    for (const window of BrowserWindow.getAllWindows()) {
      window.close();
      if (BrowserWindow.getAllWindows().includes(window)) return;
    }
    void this.#told.then(() => {
      this.exit(0);
    });
  }

  exit(code: number): void {
    void closeChromium().finally(() => process.exit(code));
  }
}

export const app = new App();
BrowserWindow.belongTo(app);
