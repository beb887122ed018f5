import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../../shared/model/problem.ts';
import type { Sample, TraceEvent, TraceMeta } from '../../shared/model/trace.ts';
import { makeFolderSync } from '../os/make-folder.ts';
import type { LineSink } from './run-record.ts';

function unwritable(file: string, error: unknown): Problem {
  return new Problem('file.unwritable', {
    file,
    reason: error instanceof Error ? error.message : String(error),
  });
}

/** Writes a trace line by line while it is measured, so that somebody else can follow it or find it after a crash. */
export class TraceFile implements LineSink {
  readonly file: string;
  readonly #descriptor: number;

  /** @throws Problem `file.unwritable` */
  constructor(file: string, meta: TraceMeta) {
    this.file = file;
    try {
      makeFolderSync(path.dirname(path.resolve(file)));
      this.#descriptor = openSync(file, 'w');
    } catch (error) {
      throw unwritable(file, error);
    }
    this.#write([meta]);
  }

  lines(samples: readonly Sample[], events: readonly TraceEvent[]): void {
    this.#write([...samples, ...events].toSorted((a, b) => a.t - b.t));
  }

  /** @throws Problem `file.unwritable` */
  #write(lines: readonly object[]): void {
    if (lines.length === 0) return;
    try {
      writeSync(this.#descriptor, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
    } catch (error) {
      throw unwritable(this.file, error);
    }
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
