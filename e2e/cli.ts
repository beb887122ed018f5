import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const PROGRAM = path.join(ROOT, 'out/main/kneescope.js');

export interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A data folder, a claim on the box and a language of its own, so that tests can run side by side. */
export class Cli {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'kneescope cli '));
  readonly data = path.join(this.folder, 'data');

  start(parameters: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
    return spawn(process.execPath, [PROGRAM, ...parameters], {
      cwd: this.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...this.environment(), ...environment },
    });
  }

  environment(): NodeJS.ProcessEnv {
    return { ...process.env, LC_ALL: 'C.UTF-8', XDG_DATA_HOME: this.data, KNEESCOPE_CLAIM: this.folder };
  }

  async run(...parameters: string[]): Promise<Result> {
    return finished(this.start(parameters));
  }

  /** The document that a command with `--json` prints; fails where stdout is not exactly one. */
  async json<Document>(...parameters: string[]): Promise<Document> {
    const { stdout } = await this.run(...parameters, '--json');
    return JSON.parse(stdout) as Document;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A test with a data folder and a claim of its own, so that it can go side by side with others. */
export function withCli(test: (cli: Cli) => Promise<void>): () => Promise<void> {
  return async () => {
    const cli = new Cli();
    try {
      await test(cli);
    } finally {
      cli.remove();
    }
  };
}

export async function finished(child: ChildProcess): Promise<Result> {
  const texts = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (texts.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (texts.stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...texts };
}

/** Pids of every process whose environment has this text: whatever a run started, whoever its parent is. */
export function processesWith(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(text);
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** Resolves when the child's output has the pattern; rejects when it ends without. */
export function says(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let text = '';
    const look = (chunk: Buffer) => {
      text += chunk.toString();
      const found = pattern.exec(text);
      if (found) resolve(found);
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.once('close', () => {
      reject(new Error(`it ended without ${String(pattern)}:\n${text}`));
    });
  });
}
