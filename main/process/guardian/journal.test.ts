import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { JournalWriter, parseJournal, readJournal } from './journal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope-journal-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const head = { run: 'abcd', boot: 'b', engine: { pid: 77, startTicks: 5 }, group: null };
const entry = (pid: number) => ({ instance: 1, pid, startTicks: pid * 2 });

it('tells what was added, from the moment it was', () => {
  const file = path.join(folder, 'runs', 'abcd', 'journal.ndjson');
  const journal = new JournalWriter(file, head);
  expect(readJournal(file)).toEqual({ head, entries: [] });
  journal.add([entry(100), entry(101)], () => []);
  expect(readJournal(file)?.entries).toEqual([entry(100), entry(101)]);
  journal.remove();
  expect(readJournal(file)).toBeNull();
});

it('stays small where processes come and go all the time', () => {
  const file = path.join(folder, 'journal.ndjson');
  const journal = new JournalWriter(file, head);
  const many = (from: number) => Array.from({ length: 100 }, (_, i) => entry(from + i));
  for (let from = 1000; from < 31_000; from += 100) journal.add(many(from), () => many(from));
  expect(readFileSync(file, 'utf8').split('\n').length).toBeLessThan(20_100);
  expect(readJournal(file)?.entries.at(-1)).toEqual(entry(30_999));
});

it('is read up to where its writer was killed', () => {
  const text = `${JSON.stringify({ format: 'kneescope.journal/1', ...head })}\n${JSON.stringify(entry(100))}\n{"instance":1,"pi`;
  expect(parseJournal(text)).toEqual({ head, entries: [entry(100)] });
});

it.each([
  ['nothing', ''],
  ['half a head', '{"format":"kneescope.jour'],
  [
    'another format',
    '{"format":"kneescope.journal/2","run":"a","boot":"b","engine":{"pid":7,"startTicks":5}}',
  ],
  ['no run', '{"format":"kneescope.journal/1","run":"","boot":"b","engine":{"pid":7,"startTicks":5}}'],
  ['no engine', '{"format":"kneescope.journal/1","run":"a","boot":"b","engine":{"pid":1,"startTicks":5}}'],
])('is none where the file has %s', (_, text) => {
  const file = path.join(folder, 'journal.ndjson');
  writeFileSync(file, text);
  expect(readJournal(file)).toBeNull();
});
