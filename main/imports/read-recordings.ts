import path from 'node:path';
import { Problem } from '../../shared/model/problem.ts';
import { RecordingReader, type Recording } from '../../shared/model/trace-text.ts';
import { linesOf, type Line } from './lines.ts';
import { RowError, type ImportFormat, type RowReader } from './format.ts';
import { hwinfo } from './formats/hwinfo.ts';
import { mangohud } from './formats/mangohud.ts';
import { nvidiaDmon } from './formats/nvidia-dmon.ts';
import { nvidiaQuery } from './formats/nvidia-query.ts';
import { perfmon } from './formats/perfmon.ts';
import { presentmon } from './formats/presentmon.ts';
import { toRecording, type ImportedFile } from './to-recording.ts';
import { BoundedGathering } from './trace/bounded-gathering.ts';

/** Told apart by what stands in them, never by their names. */
const FORMATS: readonly ImportFormat[] = [perfmon, nvidiaQuery, nvidiaDmon, presentmon, mangohud, hwinfo];
const HEAD_LINES = 8;

/** What a file is: a trace of ours, or a recording of another program. */
export type ReadFile =
  | { readonly kind: 'trace'; readonly recording: Recording }
  | { readonly kind: 'import'; readonly file: ImportedFile };

interface Sink {
  add(line: Line): void;
  finish(): ReadFile;
}

class TraceSink implements Sink {
  readonly #reader: RecordingReader;
  constructor(file: string) {
    this.#reader = new RecordingReader(file, new BoundedGathering(file));
  }
  add({ text }: Line): void {
    this.#reader.add(text);
  }
  finish(): ReadFile {
    return { kind: 'trace', recording: this.#reader.finish() };
  }
}

/** Holds what is wrong with a row until the next one comes: only the last may be cut off. */
class ImportSink implements Sink {
  readonly #file: string;
  readonly #format: string;
  readonly #reader: RowReader;
  #held: Problem | null = null;
  #firstBehind: number | null = null;

  constructor(file: string, format: ImportFormat) {
    this.#file = file;
    this.#format = format.name;
    this.#reader = format.reader();
  }

  add({ text, number }: Line): void {
    if (text.trim() === '') return;
    if (this.#held) throw this.#held;
    try {
      this.#reader.row(text);
      if (this.#reader.imported.timeline.disorder) this.#firstBehind ??= number;
    } catch (error) {
      if (!(error instanceof RowError)) throw error;
      const { column, expected, found } = error;
      this.#held = new Problem('import.line', {
        ...{ file: this.#file, line: number, column, expected },
        found: found.slice(0, 60),
      });
    }
  }

  finish(): ReadFile {
    this.#reader.finish();
    const { imported } = this.#reader;
    if (imported.timeline.places().length === 0 && this.#held) throw this.#held;
    const file = {
      ...{ name: path.basename(this.#file), format: this.#format, imported },
      ...{ firstBehind: this.#firstBehind, cutOff: this.#held !== null },
    };
    return { kind: 'import', file };
  }
}

function sinkFor(file: string, head: readonly Line[]): Sink {
  const lines = head.map(({ text }) => text.replace(/^\uFEFF/u, ''));
  const [first = ''] = lines;
  if (/^\s*\{/u.test(first)) return new TraceSink(file);
  const format = FORMATS.find(({ fits }) => fits(lines));
  if (format) return new ImportSink(file, format);
  throw new Problem('import.unknown', {
    ...{ file, line: head[0]?.number ?? 1, found: first.slice(0, 60) },
    known: FORMATS.map(({ name }) => name),
  });
}

/** Gathers the first lines until they tell what the file is. */
class Opening implements Sink {
  readonly #file: string;
  readonly #head: Line[] = [];
  #sink: Sink | null = null;

  constructor(file: string) {
    this.#file = file;
  }

  add(line: Line): void {
    if (this.#sink) this.#sink.add(line);
    else if (this.#head.length > 0 || line.text.trim() !== '') this.#head.push(line);
    if (this.#head.length >= HEAD_LINES) this.#begin();
  }

  #begin(): Sink {
    if (this.#sink) return this.#sink;
    const sink = sinkFor(this.#file, this.#head);
    for (const line of this.#head.splice(0)) sink.add(line);
    this.#sink = sink;
    return sink;
  }

  finish(): ReadFile {
    return this.#begin().finish();
  }
}

/**
 * Reads one recording, whoever wrote it, in bounded memory.
 * @throws Problem `file.unreadable`, `import.unknown`, `import.line`, or what is wrong with a trace
 */
export async function readFile(file: string): Promise<ReadFile> {
  const opening = new Opening(file);
  for await (const lines of linesOf(file)) for (const line of lines) opening.add(line);
  return opening.finish();
}

/**
 * Reads recordings as one: a trace of ours by itself, or any number of recordings of other programs that were made at the same time.
 * @param files at least one
 * @throws Problem as {@link readFile}, and `import.mixed` where a trace is named beside others
 */
export async function readRecordings(files: readonly string[]): Promise<Recording> {
  const imported: ImportedFile[] = [];
  for (const file of files) {
    const read = await readFile(file);
    if (read.kind === 'import') imported.push(read.file);
    else if (files.length === 1) return read.recording;
    else throw new Problem('import.mixed', { file });
  }
  return toRecording(imported);
}
