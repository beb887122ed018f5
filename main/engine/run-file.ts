import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isDeepStrictEqual } from 'node:util';
import { withTexts } from '../../shared/explain/verdict.ts';
import { fieldIssues } from '../../shared/model/field-issues.ts';
import { Problem } from '../../shared/model/problem.ts';
import { RUN_FILE_FORMAT, runLineSchema, type RunLine } from '../../shared/model/run-file.ts';
import { RecordingReader, traceLines, type Recording } from '../../shared/model/trace-text.ts';
import { concludeRecording } from '../../shared/probing/recording.ts';
import { forwardOf } from '../../shared/probing/history.ts';
import { misplacedReadings } from '../../shared/probing/told-times.ts';
import { makeFolder } from '../os/make-folder.ts';
import type { History } from './history.ts';
import { isRunId } from './run-id.ts';

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function* linesOf(recording: Recording, last: RunLine): Generator<string> {
  for (const line of traceLines(recording)) yield `${line}\n`;
  yield `${JSON.stringify(last)}\n`;
}

/**
 * Writes a run as one file: its trace, and a last line with its tags and its verdict.
 * @returns the run's id
 * @throws Problem `run.unknown`, `run.ambiguous` or `file.unwritable`
 */
export async function exportRun(history: History, wanted: string, file: string): Promise<string> {
  const { summary, recording, verdict } = history.store.read(wanted);
  const { run, state, tags } = summary;
  const last: RunLine = { type: 'run', format: RUN_FILE_FORMAT, state, tags, verdict };
  const beside = `${file}.${process.pid}.part`;
  try {
    await makeFolder(path.dirname(path.resolve(file)));
    await pipeline(Readable.from(linesOf(recording, last)), createWriteStream(beside));
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw new Problem('file.unwritable', { file, reason: reasonOf(error) });
  }
  return run;
}

interface RunFile {
  readonly recording: Recording;
  readonly last: RunLine | null;
  readonly sha256: string;
}

function runLine(text: string, file: string, line: number): RunLine {
  const value: unknown = JSON.parse(text);
  const { format } = value as { format?: unknown };
  if (format !== RUN_FILE_FORMAT)
    throw new Problem('document.format', { file, expected: RUN_FILE_FORMAT, found: String(format) });
  const result = runLineSchema.safeParse(value);
  if (result.success) return result.data;
  const issues = fieldIssues(result.error, value, () => line);
  throw new Problem('document.invalid', { file, format: RUN_FILE_FORMAT, issues });
}

/** What is kept has one reading for each time, in their order; that the file had others is told as a live run tells it. */
function oncePerTime(recording: Recording): Recording {
  const samples = forwardOf(recording.samples, 0);
  return { ...recording, samples, events: [...recording.events, ...misplacedReadings(recording.samples)] };
}

async function readRunFile(file: string): Promise<RunFile> {
  const reader = new RecordingReader(file);
  const hash = createHash('sha256');
  let last: RunLine | null = null;
  let line = 0;
  try {
    for await (const text of createInterface({
      input: createReadStream(file, 'utf8'),
      crlfDelay: Infinity,
    })) {
      line += 1;
      hash.update(`${text}\n`);
      reader.add(text);
      // Our own writer puts the type first; any other order is a line that we do not know, and is kept out like those.
      if (text.startsWith('{"type":"run"')) last = runLine(text, file, line);
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('file.unreadable', { file, reason: reasonOf(error) });
  }
  return { recording: oncePerTime(reader.finish()), last, sha256: hash.digest('hex') };
}

/** Whether a kept run is the one in the file: the same readings, the same happenings, the same verdict. */
function isSame(history: History, run: string, { recording, last }: RunFile): boolean {
  const kept = history.store.read(run);
  const content = ({ samples, events }: Recording) => [samples, events.toSorted((a, b) => a.t - b.t)];
  // Not by their text: what came through a schema has its fields in the schema's order.
  return isDeepStrictEqual(
    [...content(kept.recording), kept.verdict],
    [...content(recording), last ? last.verdict : kept.verdict],
  );
}

export interface Imported {
  readonly run: string;
  /** It was here already, and nothing was changed. */
  readonly duplicate: boolean;
}

/** Letters of a digest as an id of ours: the same file always has the same. */
function idFrom(sha256: string): string {
  return `x${sha256.slice(0, 9)}`;
}

/**
 * Takes in a run from another box: a file of {@link exportRun}, or any trace of ours. A run that is here already is recognised by its id
 * and its content. One whose name could not be that of a run gets one from its content.
 * @throws Problem `run.exists` where another run has its id, `run.no-samples`, `file.unreadable`, or what is wrong with the file
 */
export async function importRun(history: History, file: string): Promise<Imported> {
  const content = await readRunFile(file);
  const { recording, last, sha256 } = content;
  if (recording.samples.length === 0) throw new Problem('run.no-samples', { run: file });
  const named = recording.meta.run;
  const run = named != null && isRunId(named) ? named : idFrom(sha256);
  if (history.list().some((summary) => summary.run === run)) {
    if (isSame(history, run, content)) return { run, duplicate: true };
    throw new Problem('run.exists', { run, file });
  }
  const ended = recording.events.some(({ event }) => event === 'end');
  const verdict = last ? last.verdict : ended ? withTexts(concludeRecording(recording)) : null;
  const { meta, samples, events } = recording;
  history.store.add({ run, meta: { ...meta, run }, tags: last?.tags ?? [], samples, events, verdict });
  return { run, duplicate: false };
}
