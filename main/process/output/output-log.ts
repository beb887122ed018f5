import path from 'node:path';
import type { Readable } from 'node:stream';
import type { Seconds } from '../../../shared/model/units.ts';
import { LineRing } from './line-ring.ts';
import { LineSplitter } from './line-splitter.ts';
import { RotatingFile } from './rotating-file.ts';

/** What one instance may write in a second; the rest is counted and dropped. Generous for a log, little for a flood. */
export const BYTES_PER_SECOND = 262_144;
export const LINES_PER_SECOND = 2000;
export const LINES_KEPT = 500;
export const CHARACTERS_KEPT = 262_144;
export const BYTES_PER_FILE = 1_048_576;

export interface OutputLogOptions {
  readonly folder: string;
  readonly instance: number;
  readonly now: () => Seconds;
  readonly onLine: (line: string) => void;
  /** The file cannot be written; the lines in memory go on. */
  readonly onUnwritable: (error: Error) => void;
}

/**
 * What an instance writes on stdout and stderr, in the order in which it comes. The streams are always read, however
 * much comes, so that the program never waits for us; beyond the bounds only the counting goes on.
 */
export class OutputLog {
  readonly #options: OutputLogOptions;
  readonly #ring = new LineRing(LINES_KEPT, CHARACTERS_KEPT);
  readonly #file: RotatingFile;
  #window = Number.NEGATIVE_INFINITY;
  #bytesLeft = 0;
  #linesLeft = 0;
  #dropped = 0;
  #droppedInAll = 0;

  constructor(options: OutputLogOptions) {
    this.#options = options;
    this.#file = new RotatingFile(
      path.join(options.folder, `instance-${options.instance}.log`),
      BYTES_PER_FILE,
      options.onUnwritable,
    );
  }

  /** Bytes that were not looked at. */
  get droppedBytes(): number {
    return this.#droppedInAll + this.#dropped;
  }

  last(most: number): string[] {
    return this.#ring.last(most);
  }

  /** Reads a stream to its end. */
  follow(stream: Readable): void {
    const splitter = new LineSplitter();
    stream.on('data', (chunk: Buffer) => {
      this.#take(chunk, splitter);
    });
    // A pipe that breaks has ended; there is nobody to tell.
    stream.on('error', () => undefined);
    stream.once('close', () => {
      this.#noteDropped();
      for (const line of splitter.last()) this.#add(line);
    });
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  #take(chunk: Buffer, splitter: LineSplitter): void {
    this.#openWindow();
    if (this.#bytesLeft <= 0 || this.#linesLeft <= 0) {
      this.#drop(chunk.length, splitter);
      return;
    }
    this.#bytesLeft -= chunk.length;
    let taken = 0;
    for (const line of splitter.lines(chunk)) {
      if (this.#linesLeft <= 0) {
        this.#drop(chunk.length - taken, splitter);
        return;
      }
      this.#linesLeft -= 1;
      taken = Math.min(chunk.length, taken + Buffer.byteLength(line) + 1);
      this.#add(line);
    }
  }

  #openWindow(): void {
    const now = this.#options.now();
    if (now - this.#window < 1) return;
    this.#window = now;
    this.#bytesLeft = BYTES_PER_SECOND;
    this.#linesLeft = LINES_PER_SECOND;
    this.#noteDropped();
  }

  #drop(bytes: number, splitter: LineSplitter): void {
    this.#dropped += bytes;
    splitter.skip();
  }

  /** Says in the log that something is missing there; without words, for the log has no language. */
  #noteDropped(): void {
    if (this.#dropped === 0) return;
    this.#droppedInAll += this.#dropped;
    this.#keep(`[… ${this.#dropped} B …]`);
    this.#dropped = 0;
  }

  #add(line: string): void {
    this.#keep(line);
    this.#options.onLine(line);
  }

  #keep(line: string): void {
    this.#ring.push(line);
    this.#file.write(`${line}\n`);
  }
}
