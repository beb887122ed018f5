import { closeSync, openSync, readSync } from 'node:fs';

const FIRST_SIZE = 65_536;
/** The kernel writes a long file in pieces of nearly a page, a whole line each: what is shorter came whole. */
const SHORT = 2048;

/**
 * Reads small files of procfs and sysfs whole; such files have no size beforehand. With `keep` a file that is read
 * again and again stays open and is read from its beginning, which makes the kernel write it anew: opening
 * `/proc/PID/stat` costs more than reading it. A kept file of a process is that very process's: once it is gone, reading
 * fails, whoever has got its number since.
 */
export class KeptFiles {
  readonly #root: string;
  readonly #most: number;
  readonly #kept = new Map<string, { readonly file: number; asked: number }>();
  #round = 0;
  // One buffer for all reads: a fresh one per file would cost more than the reading.
  #buffer = Buffer.allocUnsafe(FIRST_SIZE);

  /**
   * @param root the folder that names are in
   * @param most how many files may be open at once; what is over that is opened each time
   */
  constructor(root: string, most: number) {
    this.#root = root;
    this.#most = most;
  }

  get open(): number {
    return this.#kept.size;
  }

  /** @returns what the file holds, good until the next reading; null where it is not there or not ours to see */
  read(name: string, keep = false): Buffer | null {
    const kept = this.#kept.get(name);
    if (kept) {
      kept.asked = this.#round;
      const content = this.#whole(kept.file);
      if (content !== null && content.length > 0) return content;
      // The process has ended; another one may have its number by now.
      this.#drop(name, kept.file);
    }
    let file: number;
    try {
      file = openSync(`${this.#root}/${name}`, 'r');
    } catch {
      return null;
    }
    const content = this.#whole(file);
    if (keep && content !== null && this.#kept.size < this.#most)
      this.#kept.set(name, { file, asked: this.#round });
    else closeSync(file);
    return content;
  }

  /** Closes what was not read since the last call. */
  sweep(): void {
    for (const [name, { file, asked }] of this.#kept) if (asked < this.#round) this.#drop(name, file);
    this.#round += 1;
  }

  #whole(file: number): Buffer | null {
    try {
      let length = 0;
      for (;;) {
        if (length === this.#buffer.length)
          this.#buffer = Buffer.concat([this.#buffer], this.#buffer.length * 2);
        const read = readSync(file, this.#buffer, length, this.#buffer.length - length, length);
        length += read;
        // A second look at a short file would double the cost.
        if (read === 0 || length < SHORT) return this.#buffer.subarray(0, length);
      }
    } catch {
      // The process went away between opening and reading.
      return null;
    }
  }

  #drop(name: string, file: number): void {
    closeSync(file);
    this.#kept.delete(name);
  }
}
