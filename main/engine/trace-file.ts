import { closeSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../../shared/model/problem.ts';
import type { Sample, TraceEvent, TraceMeta } from '../../shared/model/trace.ts';
import { makeFolderSync } from '../os/make-folder.ts';
import type { LineSink } from './run-record.ts';

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Writes a trace line by line while it is measured, so that somebody else can follow it or find it after a crash. */
export class TraceFile implements LineSink {
  readonly file: string;
  readonly #run: string;
  readonly #descriptor: number;

  /** @throws Problem `file.unwritable` */
  constructor(file: string, meta: TraceMeta & { readonly run: string }) {
    this.file = file;
    this.#run = meta.run;
    try {
      makeFolderSync(path.dirname(path.resolve(file)));
      this.#descriptor = openSync(file, 'w');
      this.#write([meta]);
    } catch (error) {
      throw new Problem('file.unwritable', { file, reason: reasonOf(error) });
    }
  }

  /** @throws Problem `trace.lost`; the file may end in the middle of a line then */
  lines(samples: readonly Sample[], events: readonly TraceEvent[]): void {
    try {
      this.#write([...samples, ...events].toSorted((a, b) => a.t - b.t));
    } catch (error) {
      throw new Problem('trace.lost', { file: this.file, reason: reasonOf(error), run: this.#run });
    }
  }

  #write(lines: readonly object[]): void {
    if (lines.length === 0) return;
    // Where there is room for a part only, one write takes that part and says nothing.
    writeFileSync(this.#descriptor, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
