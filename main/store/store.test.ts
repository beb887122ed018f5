import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleRun } from '../../build/test/sample-run.ts';
import { untrusted } from '../../build/test/untrusted.ts';
import type { Sample, TraceEvent } from '../../shared/model/trace.ts';
import { MIGRATIONS } from './migrations.ts';
import { openStore } from './store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope-store-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const meta = (run: string, more: object = {}) => ({
  type: 'meta' as const,
  run,
  startedAt: '2026-11-20T21:04:05+08:00',
  box: 'local',
  ...more,
});
const sample = (t: number): Sample => ({
  type: 'sample',
  t,
  n: 1,
  cpu: 12.5,
  gpu: [null, 3],
  instances: [{ instance: 1, cpu: 4.1, ramMiB: 812 }],
});
const event = (t: number): TraceEvent => ({ type: 'event', t, event: 'launch', instance: 1, note: '启动' });
const begin = (run: string, more = {}) => {
  const store = openStore(folder);
  const writer = store.begin({ run, meta: meta(run), tags: [], owner: 'me', durable: true, ...more });
  return { store, writer };
};

describe('the store', () => {
  it('gives back what was appended, whole and in order', () => {
    const { store, writer } = begin('aaaa', { tags: ['b', 'a'] });
    writer.append([], [event(0)]);
    writer.append([sample(1), sample(2)], []);
    writer.append([sample(3)], [event(2.5), event(3)]);
    store.close();
    const again = openStore(folder);
    const { recording, summary } = again.read('aaaa');
    expect(recording.samples).toEqual([sample(1), sample(2), sample(3)]);
    expect(recording.events).toEqual([event(0), event(2.5), event(3)]);
    expect(summary).toMatchObject({ state: 'running', seconds: 3, tags: ['a', 'b'], verdict: null });
    again.close();
  });

  it('claims nothing for a run that cannot be trusted, though an earlier version kept what each resource would carry', () => {
    const { store, writer } = begin('old');
    const { verdict } = sampleRun({ levels: 4 });
    writer.finish({ ...untrusted(verdict, 'interrupted'), resources: verdict.resources });
    expect(verdict.resources.some(({ capacity }) => capacity !== null)).toBe(true);
    for (const kept of [store.header('old'), store.outline('old'), store.read('old')])
      expect(kept.verdict?.resources.map(({ capacity }) => capacity)).toEqual(
        verdict.resources.map(() => null),
      );
    store.close();
  });

  it('takes in a run of two days at once', () => {
    const { store, writer } = begin('long', { durable: false });
    const days = Array.from({ length: 2 * 86_400 }, (_, i): Sample => ({ type: 'sample', t: i + 1, n: 0 }));
    writer.append(days, []);
    expect(store.countSamples('long')).toBe(days.length);
    store.close();
  });

  it('finds a run by its id, the beginning of one, or as the last', () => {
    const { store } = begin('abcd');
    for (const run of ['abce', 'b', 'ab'])
      store.begin({ run, meta: meta(run), tags: [], owner: 'me', durable: true });
    expect(store.find('abcd')).toBe('abcd');
    expect(store.find('ab')).toBe('ab');
    expect(store.find('last')).toBe('ab');
    expect(() => store.find('abc')).toThrow(
      expect.objectContaining({ code: 'run.ambiguous', data: { wanted: 'abc', matches: ['abcd', 'abce'] } }),
    );
    expect(() => store.find('z')).toThrow(
      expect.objectContaining({ code: 'run.unknown', data: { wanted: 'z', kept: 4 } }),
    );
    expect(() => store.find('%')).toThrow(expect.objectContaining({ code: 'run.unknown' }));
    expect(() => store.find('')).toThrow(expect.objectContaining({ code: 'run.unknown' }));
    store.close();
  });

  it('deletes a run with all that belongs to it', () => {
    const { store, writer } = begin('aaaa', { tags: ['x'] });
    writer.append([sample(1)], [event(0)]);
    store.remove('aaaa');
    store.close();
    const database = new Database(path.join(folder, 'kneescope.sqlite'));
    for (const table of ['run', 'sample', 'event', 'tag'])
      expect(database.prepare(`SELECT count(*) AS rows FROM ${table}`).get()).toEqual({ rows: 0 });
    database.close();
  });

  it('marks a run as cut off when its writer is gone, and only then', () => {
    const { store } = begin('live', { owner: 'alive' });
    store.begin({ run: 'dead', meta: meta('dead'), tags: [], owner: 'gone', durable: true });
    store.markCutOff((owner) => owner === 'alive');
    expect(store.list().map(({ run, state }) => [run, state])).toEqual([
      ['dead', 'cut-off'],
      ['live', 'running'],
    ]);
    store.close();
  });

  it('lists the newest first, whatever the time zones', () => {
    const { store } = begin('east');
    store.begin({
      run: 'west',
      meta: { ...meta('west'), startedAt: '2026-11-20T09:00:00-08:00' },
      tags: [],
      owner: 'me',
      durable: true,
    });
    expect(store.list().map(({ run }) => run)).toEqual(['west', 'east']);
    store.close();
  });

  it('has every finished transaction on disk at any moment', () => {
    const { store, writer } = begin('aaaa');
    const copy = path.join(folder, 'copy');
    for (let t = 1; t <= 20; t++) {
      writer.append([sample(t)], []);
      for (const ending of ['', '-wal']) {
        const file = path.join(folder, `kneescope.sqlite${ending}`);
        rmSync(`${copy}${ending}`, { force: true });
        if (existsSync(file)) copyFileSync(file, `${copy}${ending}`);
      }
      const database = new Database(copy);
      expect(database.prepare('SELECT max(t) AS t FROM sample').get()).toEqual({ t });
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
      database.close();
      for (const ending of ['', '-wal', '-shm']) rmSync(`${copy}${ending}`, { force: true });
    }
    store.close();
  });

  it('keeps what a killed writer had appended', async () => {
    const script = `
      const Database = require('better-sqlite3');
      const database = new Database(process.argv[1]);
      database.prepare("INSERT INTO run (id, started_at, state, owner, meta) VALUES ('dead', '2026', 'running', 'gone', '{}')").run();
      const add = database.prepare("INSERT INTO sample (run, t, box) VALUES (1, ?, ?)");
      let t = 0;
      setInterval(() => { add.run(++t, JSON.stringify({ type: 'sample', t, n: 1 })); console.log(t); }, 1);`;
    openStore(folder).close();
    const child = spawn(process.execPath, ['-e', script, path.join(folder, 'kneescope.sqlite')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let told = 0;
    for await (const chunk of child.stdout) {
      told = Number(String(chunk).trim().split('\n').at(-1));
      if (told >= 25) break;
    }
    child.kill('SIGKILL');
    await once(child, 'exit');
    const store = openStore(folder);
    store.markCutOff(() => false);
    const { recording, summary } = store.read('dead');
    expect(recording.samples.length).toBeGreaterThanOrEqual(told);
    expect(recording.cutOff).toBe(true);
    expect(summary.state).toBe('cut-off');
    store.close();
  });
});

describe('a data folder that cannot be used', () => {
  it('of a newer version is refused and left as it is', () => {
    const file = path.join(folder, 'kneescope.sqlite');
    openStore(folder).close();
    const database = new Database(file);
    database.pragma('user_version = 99');
    database.close();
    expect(() => openStore(folder)).toThrow(
      expect.objectContaining({ code: 'data.newer', data: { file, found: 99, known: MIGRATIONS.length } }),
    );
    const after = new Database(file, { readonly: true });
    expect(after.pragma('user_version', { simple: true })).toBe(99);
    after.close();
  });

  it('below a file is told as not writable', () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    expect(() => openStore(path.join(file, 'data'))).toThrow(
      expect.objectContaining({
        code: 'data.unwritable',
        data: expect.objectContaining({ folder: path.join(file, 'data') }),
      }),
    );
  });
});
