import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { withTexts } from '../../../shared/explain/verdict.ts';
import { Problem } from '../../../shared/model/problem.ts';
import { concludeRecording } from '../../../shared/probing/recording.ts';
import type { History } from '../../engine/history.ts';
import { importRun, type Imported } from '../../engine/run-file.ts';
import { readRecordings } from '../../imports/read-recordings.ts';

const LOOK_BYTES = 512;

/** Whether a file is a trace or a run of ours: an object a line. */
async function isOurs(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LOOK_BYTES), 0, LOOK_BYTES, 0);
    return /^\uFEFF?\s*\{/u.test(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await handle.close();
  }
}

/** The same files always have the same id, whatever they are called and in whatever order they come. */
async function idOf(files: readonly string[]): Promise<string> {
  const digests: string[] = [];
  for (const file of files) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
    digests.push(hash.digest('hex'));
  }
  return `i${createHash('sha256').update(digests.toSorted().join()).digest('hex').slice(0, 9)}`;
}

/** Recordings of other programs, made at the same time, as one run that is judged at the usual limits. */
async function importForeign(history: History, files: readonly string[]): Promise<Imported> {
  const run = await idOf(files);
  if (history.list().some((summary) => summary.run === run)) return { run, duplicate: true };
  const { meta, samples, events, cutOff } = await readRecordings(files);
  if (samples.length === 0) throw new Problem('run.no-samples', { run: path.basename(files[0] ?? '') });
  const name = files.map((file) => path.basename(file)).join(' + ');
  const named = { ...meta, run, plan: { ...meta.plan, name: meta.plan?.['name'] ?? name } };
  const verdict = concludeRecording({ meta: named, samples, events, cutOff });
  history.store.add({ run, meta: named, tags: ['import'], samples, events, verdict: withTexts(verdict) });
  return { run, duplicate: false };
}

/**
 * Takes in files: each trace or run of ours by itself, all recordings of other programs together as one run.
 * @throws Problem as `importRun` and `readRecordings` do; what was taken in before stays
 */
export async function importFiles(history: History, files: readonly string[]): Promise<Imported[]> {
  const imported: Imported[] = [];
  const foreign: string[] = [];
  for (const file of files) {
    if (await isOurs(file)) imported.push(await importRun(history, file));
    else foreign.push(file);
  }
  if (foreign.length > 0) imported.push(await importForeign(history, foreign));
  return imported;
}
