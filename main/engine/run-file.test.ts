import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleRun } from '../../build/test/sample-run.ts';
import { parseTrace } from '../../shared/model/trace-text.ts';
import { concludeRecording } from '../../shared/probing/recording.ts';
import { openHistory, type History } from './history.ts';
import { exportRun, importRun } from './run-file.ts';

let folder: string;
let here: History;
let there: History;
const { recording, verdict } = sampleRun({ levels: 3 });
const { meta, samples, events } = recording;
const run = 'k3r8wxyz';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope-move-'));
  here = openHistory(path.join(folder, 'here'));
  there = openHistory(path.join(folder, 'there'));
  here.store.add({
    ...{ run, samples, events, tags: ['1.4.2', 'hall'] },
    meta: { ...meta, run },
    verdict: { ...verdict, run },
  });
});
afterEach(() => {
  here.close();
  there.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = () => path.join(folder, 'moved', 'run.ndjson');

describe('a run that is moved', () => {
  it('is there what it was here', async () => {
    await exportRun(here, run, file());
    expect(readdirSync(path.dirname(file()))).toEqual(['run.ndjson']);
    expect(await importRun(there, file())).toEqual({ run, duplicate: false });
    const [before, after] = [here.read(run), there.read(run)];
    expect(after.summary).toEqual(before.summary);
    expect(after.verdict).toEqual(before.verdict);
    expect(after.recording.samples).toEqual(before.recording.samples);
    expect(after.recording.meta).toEqual(before.recording.meta);
  });

  it('is recognised the second time, and by another file of it', async () => {
    await exportRun(here, run, file());
    await importRun(there, file());
    expect(await importRun(there, file())).toEqual({ run, duplicate: true });
    const again = path.join(folder, 'again.ndjson');
    await exportRun(there, run, again);
    const lines = (name: string) =>
      readFileSync(name, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
    expect(lines(again)).toEqual(lines(file()));
    expect(await importRun(here, again)).toEqual({ run, duplicate: true });
    expect(there.list()).toHaveLength(1);
  });

  it('has each time once, and says that a file told one twice', async () => {
    mkdirSync(path.dirname(file()), { recursive: true });
    const twice = [{ ...meta, run }, ...samples, samples[3]].map((line) => JSON.stringify(line));
    writeFileSync(file(), twice.join('\n'));
    expect(await importRun(there, file())).toEqual({ run, duplicate: false });
    expect(await importRun(there, file())).toEqual({ run, duplicate: true });
    const kept = there.read(run).recording;
    expect(kept.samples).toEqual(samples);
    expect(concludeRecording(kept).warnings).toContainEqual(
      expect.objectContaining({
        code: 'readings-back',
        data: expect.objectContaining({ count: 1 }) as unknown,
      }),
    );
  });

  it('has its readings in order, and says once that a file had not', async () => {
    mkdirSync(path.dirname(file()), { recursive: true });
    const [first, second, ...rest] = samples;
    const lines = [{ ...meta, run }, second, first, ...rest].map((line) => JSON.stringify(line));
    writeFileSync(file(), lines.join('\n'));
    await importRun(there, file());
    expect(await importRun(there, file())).toEqual({ run, duplicate: true });
    const { recording } = there.read(run);
    expect(recording.samples).toEqual(samples);
    const told = concludeRecording(recording).warnings.filter(({ code }) => code === 'readings-disordered');
    expect(told.map(({ data }) => data)).toMatchObject([
      { count: 1, first: { t: first!.t, after: second!.t } },
    ]);
  });

  it('is a trace for whoever reads traces', async () => {
    await exportRun(here, run, file());
    expect(parseTrace(readFileSync(file(), 'utf8'), 'run.ndjson').samples).toEqual(samples);
  });

  it('never takes the place of another run', async () => {
    await exportRun(here, run, file());
    const text = readFileSync(file(), 'utf8').replace('"n":1,"cpu":', '"n":1,"cpu":1');
    writeFileSync(file(), text);
    await expect(importRun(here, file())).rejects.toMatchObject({ code: 'run.exists' });
    expect(here.read(run).recording.samples).toEqual(samples);
  });

  it('that was cut off on the way is a run that was cut off', async () => {
    await exportRun(here, run, file());
    const text = readFileSync(file(), 'utf8');
    writeFileSync(file(), text.slice(0, text.length * 0.6));
    await importRun(there, file());
    expect(there.read(run).summary.state).toBe('cut-off');
    expect(there.read(run).recording.samples.length).toBeLessThan(samples.length);
  });

  it('may be a trace that names no run: the same file is the same run', async () => {
    const trace = samples.map((sample) => JSON.stringify(sample)).join('\n');
    writeFileSync(path.join(folder, 'bare.ndjson'), trace);
    const first = await importRun(there, path.join(folder, 'bare.ndjson'));
    expect(first.run).toMatch(/^x[0-9a-f]{9}$/u);
    expect(await importRun(there, path.join(folder, 'bare.ndjson'))).toEqual({ ...first, duplicate: true });
  });

  it.each([
    ['is not there', null, 'file.unreadable'],
    ['holds nothing', '', 'run.no-samples'],
    ['is something else', '<html>', 'document.syntax'],
    ['is of a later version', '{"type":"run","format":"kneescope.run/2"}', 'document.format'],
    ['lacks a field', '{"type":"run","format":"kneescope.run/1"}', 'document.invalid'],
  ])('is refused with the reason where the file %s', async (_what, text, code) => {
    const bad = path.join(folder, 'bad.ndjson');
    if (text !== null) {
      writeFileSync(bad, text);
      if (code.startsWith('document') && code !== 'document.syntax')
        appendFileSync(bad, `\n${JSON.stringify(samples[0])}`);
    }
    await expect(importRun(there, bad)).rejects.toMatchObject({ code });
    expect(there.list()).toEqual([]);
  });
});
