import { open, rename, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../../os/make-folder.ts';

/**
 * A file that is appended to within a bound: when it is full it becomes `NAME.1.log`, in the place of the one before.
 * Writing never makes anybody wait: what the disk does not take in time is left out, the oldest first.
 */
export class RotatingFile {
  readonly #file: string;
  readonly #older: string;
  readonly #mostBytes: number;
  readonly #failed: (error: Error) => void;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #working: Promise<void> | null = null;
  #handle: FileHandle | null = null;
  #size = 0;
  #broken = false;

  /**
   * @param file ends in `.log`; its folder is made
   * @param failed told once, when the file cannot be written; from then on nothing is
   */
  constructor(file: string, mostBytes: number, failed: (error: Error) => void) {
    this.#file = file;
    this.#older = file.replace(/\.log$/u, '.1.log');
    this.#mostBytes = mostBytes;
    this.#failed = failed;
  }

  write(text: string): void {
    if (this.#broken) return;
    const bytes = Buffer.from(text);
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    while (this.#pendingBytes > this.#mostBytes) this.#pendingBytes -= this.#pending.shift()?.length ?? 0;
    this.#working ??= this.#work();
  }

  /** Waits until all is written, and closes the file. */
  async close(): Promise<void> {
    await this.#working;
    await this.#handle?.close();
    this.#handle = null;
  }

  async #work(): Promise<void> {
    try {
      while (this.#pending.length > 0) {
        const bytes = Buffer.concat(this.#pending);
        [this.#pending, this.#pendingBytes] = [[], 0];
        await this.#append(bytes);
      }
    } catch (error) {
      this.#broken = true;
      this.#pending = [];
      this.#failed(error as Error);
    } finally {
      this.#working = null;
    }
  }

  async #append(bytes: Buffer): Promise<void> {
    if (this.#handle !== null && this.#size + bytes.length > this.#mostBytes) {
      await this.#handle.close();
      this.#handle = null;
      await rename(this.#file, this.#older);
    }
    if (this.#handle === null) {
      await makeFolder(path.dirname(this.#file));
      this.#handle = await open(this.#file, 'w');
      this.#size = 0;
    }
    await this.#handle.writeFile(bytes);
    this.#size += bytes.length;
  }
}
