import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  closeSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleRun } from '../../build/test/sample-run.ts';
import type { Sample, TraceMeta } from '../../shared/model/trace.ts';
import { markSuspect } from './damaged.ts';
import { openStore, type Store } from './store.ts';

let folder: string;
let store: Store | null = null;
const open = () => (store = openStore(folder));
const close = () => {
  store?.close();
  store = null;
};
const file = () => path.join(folder, 'kneescope.sqlite');

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope-keeping-'));
});
afterEach(() => {
  close();
  rmSync(folder, { recursive: true, force: true });
});

const { recording, verdict } = sampleRun({ levels: 3 });
const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-11-21T00:00:00Z');

function add(run: string, daysAgo = 0, fields: Partial<TraceMeta> = {}): void {
  const startedAt = new Date(NOW - daysAgo * DAY_MS).toISOString();
  const { samples, events, meta } = recording;
  (store ?? open()).add({
    ...{ run, samples, events, tags: ['kept'] },
    meta: { ...meta, ...fields, run, startedAt },
    verdict: { ...verdict, run },
  });
}
const ids = () => store!.list().map(({ run }) => run);

describe('a file of the first version', () => {
  it('opens, is brought up to date, and has its runs', () => {
    copyFileSync(path.join(import.meta.dirname, 'fixtures/version-1.sqlite'), file());
    open();
    expect(store!.setAside).toBeNull();
    expect(store!.list().map(({ tags, capacity }) => [tags, capacity])).toEqual([
      [['old'], 3],
      [['old'], 3],
    ]);
    expect(store!.read('last').recording.samples.length).toBeGreaterThan(50);
    expect(store!.baselines.list()).toEqual([]);
  });
});

describe('a damaged database', () => {
  /** Overwrites a stretch of a file with nonsense. */
  function scribble(share: number, bytes = 4096): void {
    const descriptor = openSync(file(), 'r+');
    const at = Math.floor((statSync(file()).size * share) / 4096) * 4096;
    writeSync(descriptor, Buffer.alloc(bytes, 0xa5), 0, bytes, at);
    closeSync(descriptor);
  }
  function several(): void {
    for (const run of ['one', 'two', 'three', 'four']) add(run);
    close();
  }
  const aside = () => readdirSync(folder).filter((name) => name.includes('.damaged-'));

  it('that is no database at all is set aside, untouched, and the app starts', () => {
    writeFileSync(file(), 'This is no database, it is a note to myself. '.repeat(100));
    open();
    expect(store!.setAside).toMatchObject({ saved: 0, lost: 0 });
    expect(statSync(store!.setAside!.file).size).toBe(4500);
    add('new');
    close();
    open();
    expect(store!.setAside).toBeNull();
    expect(ids()).toEqual(['new']);
  });

  it('whose first page is gone is set aside', () => {
    several();
    scribble(0);
    open();
    expect(store!.setAside).not.toBeNull();
    expect(aside()).toHaveLength(1);
    expect(ids()).toEqual([]);
  });

  it('that broke in the midst gives back every run that can be read, once it was found out', () => {
    several();
    scribble(0.5, 8192);
    // Found in use: the list is sound, a run is not.
    open();
    expect(ids()).toHaveLength(4);
    const found = ids().filter((run) => {
      try {
        return store!.read(run).recording.samples.length !== recording.samples.length;
      } catch {
        return true;
      }
    });
    expect(found.length).toBeGreaterThan(0);
    close();
    markSuspect(folder);
    open();
    const { setAside } = store!;
    expect(setAside!.saved).toBe(4);
    expect(setAside!.incomplete).toBe(found.length);
    expect(existsSync(setAside!.file)).toBe(true);
    for (const run of ids()) {
      const kept = store!.read(run);
      if (found.includes(run)) expect(kept.summary.state).toBe('cut-off');
      else expect(kept.verdict).toEqual({ ...verdict, run });
    }
    close();
    open();
    expect(store!.setAside).toBeNull();
  });

  it('whose end was cut off gives back what is left', () => {
    several();
    truncateSync(file(), Math.floor(statSync(file()).size * 0.6));
    open();
    if (!store!.setAside) {
      close();
      markSuspect(folder);
      open();
    }
    expect(store!.setAside).not.toBeNull();
    expect(() => {
      add('new');
    }).not.toThrow();
    expect(ids()).toContain('new');
  });

  it('is no longer suspected when it turns out sound', () => {
    several();
    markSuspect(folder);
    open();
    expect(store!.setAside).toBeNull();
    expect(ids()).toHaveLength(4);
    expect(readdirSync(folder)).not.toContain('kneescope.suspect');
  });
});

describe('retention', () => {
  const age = (days: number, dryRun = false) =>
    store!.prune({ before: new Date(NOW - days * DAY_MS), mostBytes: null, dryRun });

  it('removes what is older, the oldest first, and says beforehand what it would', () => {
    for (const [run, days] of [
      ['a', 100],
      ['b', 50],
      ['c', 1],
    ] as const)
      add(run, days);
    expect(age(30, true)).toEqual(['a', 'b']);
    expect(ids()).toHaveLength(3);
    expect(age(30)).toEqual(['a', 'b']);
    expect(ids()).toEqual(['c']);
    expect(age(30)).toEqual([]);
  });

  it('removes the oldest until the rest is small enough, and gives the space back', () => {
    for (let i = 0; i < 12; i++) add(`run${i}`, 12 - i);
    close();
    open();
    const size = statSync(file()).size;
    store!.prune({ before: null, mostBytes: size / 2, dryRun: false });
    expect(statSync(file()).size).toBeLessThan(size * 0.65);
    expect(ids()[0]).toBe('run11');
    expect(ids().length).toBeGreaterThan(3);
    expect(ids()).not.toContain('run0');
    store!.prune({ before: null, mostBytes: 0, dryRun: false });
    expect(ids()).toEqual([]);
  });

  it('never removes a baseline, its repeats, or what is being written', () => {
    add('base', 900);
    const repeat = { group: 'first', of: 2 };
    add('first', 800, { repeat: { ...repeat, index: 1 } });
    add('second', 800, { repeat: { ...repeat, index: 2 } });
    add('other', 800);
    store!.begin({ run: 'live', meta: { type: 'meta' }, tags: [], owner: 'x', durable: false });
    const named = { executable: '', box: '', setAt: '2026' };
    store!.baselines.set({ ...named, name: 'default', run: 'base' });
    store!.baselines.set({ ...named, name: 'twice', run: 'second' });
    expect(store!.prune({ before: new Date(NOW), mostBytes: 0, dryRun: false })).toEqual(['other']);
    expect(ids().toSorted()).toEqual(['base', 'first', 'live', 'second']);
  });
});

describe('a backup', () => {
  it('taken while a run is written is whole, and has what was there when it began', async () => {
    add('done');
    const writer = store!.begin({
      run: 'live',
      meta: { type: 'meta' },
      tags: [],
      owner: 'x',
      durable: false,
    });
    const sample = (t: number): Sample => ({ type: 'sample', t, n: 0, cpu: 1 });
    let t = 0;
    const write = () => {
      for (let i = 0; i < 50; i++) writer.append([sample(++t)], []);
    };
    write();
    const target = path.join(folder, 'copy.sqlite');
    // Another connection, as another process has one.
    const other = openStore(folder);
    const copied = other.backup(target);
    write();
    await copied;
    write();
    other.close();
    const copy = new Database(target, { readonly: true });
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    const { kept } = copy.prepare('SELECT count(*) AS kept FROM sample WHERE run = 2').get() as {
      kept: number;
    };
    copy.close();
    expect(kept).toBeGreaterThanOrEqual(50);
    const restored = mkdtempSync(path.join(folder, 'restored-'));
    copyFileSync(target, path.join(restored, 'kneescope.sqlite'));
    const again = openStore(restored);
    expect(again.read('done').verdict).toEqual({ ...verdict, run: 'done' });
    again.close();
  });
});
