import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleRun } from '../../build/test/sample-run.ts';
import { openStore, type Store } from './store.ts';

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope-labels-'));
  store = openStore(folder);
  for (const run of ['one', 'two', 'three']) add(run);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const { recording, verdict } = sampleRun({ levels: 3 });
function add(run: string): void {
  const { samples, events, meta } = recording;
  store.add({ run, samples, events, tags: ['kept'], meta: { ...meta, run }, verdict: { ...verdict, run } });
}
const ids = () => store.list().map(({ run }) => run);
const one = () => store.list().find(({ run }) => run === 'one')!;
const NOW = new Date('2026-11-21T12:00:00Z');
const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

describe('what is said of a run', () => {
  it('is kept, and what is not said stays as it is', () => {
    expect(one()).toMatchObject({ name: 'Showroom, heavy scene', note: '', pinned: false, tags: ['kept'] });
    store.label('one', { name: 'Hall A', note: 'after the driver update' });
    store.label('one', { pinned: true });
    store.label('one', { tags: ['1.4.3', 'hall'] });
    const said = { name: 'Hall A', note: 'after the driver update', pinned: true, tags: ['1.4.3', 'hall'] };
    expect(one()).toMatchObject(said);
    expect(store.header('one').summary).toMatchObject(said);
    store.close();
    store = openStore(folder);
    expect(one()).toMatchObject(said);
    store.label('one', { name: null, tags: [] });
    expect(one()).toMatchObject({ name: 'Showroom, heavy scene', tags: [], pinned: true });
  });

  it('of a pinned run keeps retention away from it', () => {
    store.label('two', { pinned: true });
    store.prune({ before: later(24 * 365), mostBytes: null, dryRun: false });
    expect(ids()).toEqual(['two']);
  });
});

describe('the list', () => {
  it('says what the run itself says, also when that changed after it was first read', () => {
    const { meta } = recording;
    const writer = store.begin({ run: 'new', meta, tags: [], owner: 'me', durable: false });
    const listed = () => store.list().find(({ run }) => run === 'new')!;
    expect(listed()).toMatchObject({ state: 'running', capacity: null });
    writer.append(recording.samples, []);
    writer.finish(verdict);
    expect(listed()).toMatchObject({
      state: 'done',
      capacity: verdict.capacity,
      seconds: recording.samples.at(-1)!.t,
    });
    writer.setMeta({ ...meta, program: { path: '/x', fileVersion: '9.9' } });
    expect(listed()).toMatchObject({ fileVersion: '9.9' });
    expect(listed()).toEqual(listed());
  });

  it('reads a run’s own row only the first time', () => {
    const before = store.list();
    const database = new Database(path.join(folder, 'kneescope.sqlite'));
    database.prepare("UPDATE run SET meta = 'no JSON'").run();
    database.close();
    expect(store.list()).toEqual(before);
  });
});

describe('a run that was removed', () => {
  it('is there for nobody, and as it was when it is brought back', () => {
    const before = store.list();
    store.hide('two', NOW);
    expect(ids()).toEqual(['three', 'one']);
    expect(() => store.find('two')).toThrow(
      expect.objectContaining({ code: 'run.unknown', data: { wanted: 'two', kept: 2 } }) as Error,
    );
    store.hide('three', NOW);
    expect(store.find('last')).toBe('one');
    store.bringBack('two');
    store.bringBack('three');
    expect(store.list()).toEqual(before);
  });

  it('is gone for good a while later, and then cannot be brought back', () => {
    store.hide('two', NOW);
    expect(store.purgeHidden(later(-1))).toBe(0);
    expect(store.purgeHidden(later(1))).toBe(1);
    expect(() => {
      store.bringBack('two');
    }).toThrow(expect.objectContaining({ code: 'run.unknown' }) as Error);
    expect(ids()).toEqual(['three', 'one']);
  });

  it('is in nobody’s way when it is imported anew', () => {
    store.hide('two', NOW);
    add('two');
    expect(ids()).toContain('two');
    expect(store.read('two').recording.samples).toHaveLength(recording.samples.length);
  });

  it('is no baseline', () => {
    store.baselines.set({ name: 'default', executable: '', box: 'b', run: 'one', setAt: NOW.toISOString() });
    store.hide('one', NOW);
    expect(store.baselines.list()).toEqual([]);
    store.bringBack('one');
    expect(store.baselines.list()).toHaveLength(1);
  });
});
