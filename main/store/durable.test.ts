import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../build/test/real-processes.ts';
import type { Sample, TraceEvent } from '../../shared/model/trace.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import { LOCKED, RunWriter } from './run-writer.ts';
import { openStore } from './store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope-durable-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const FILE = 'kneescope.sqlite';
const meta = (run: string) => ({
  type: 'meta' as const,
  run,
  startedAt: '2026-11-20T21:04:05+08:00',
  box: 'local',
});
const sample = (t: number, filler = ''): Sample => ({ type: 'sample', t, n: 1, cpu: 12.5, note: filler });
const event = (t: number): TraceEvent => ({ type: 'event', t, event: 'launch', instance: 1 });
const VERDICT = { format: 'kneescope.verdict/1', verdict: 'zero' } as unknown as Verdict;

describe('copies of database and log', () => {
  it('taken at any moment of a writer’s life are whole, and lack nothing that it had told', async () => {
    const source = `
      import { openStore } from ${JSON.stringify(path.join(import.meta.dirname, 'store.ts'))};
      import { writeSync } from 'node:fs';
      const store = openStore(${JSON.stringify(folder)});
      const meta = ${JSON.stringify(meta('copied'))};
      const writer = store.begin({ run: 'copied', meta, tags: [], owner: 'gone', durable: true });
      for (let t = 1; ; t++) {
        writer.append([{ type: 'sample', t, n: 1, note: 'x'.repeat(20_000) }], []);
        writeSync(1, t + '\\n');
      }`;
    const writer = spawn(process.execPath, ['--input-type=module', '-e', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let told = 0;
    writer.stdout.on('data', (chunk: Buffer) => {
      told = Number(String(chunk).trim().split('\n').at(-1));
    });
    await until(() => told > 0);
    try {
      for (let copies = 0; copies < 40; copies++) {
        const before = told;
        await until(() => told > before);
        // Both files at one moment, whatever the writer is in the middle of.
        writer.kill('SIGSTOP');
        await until(() => /^\d+ \(.*\) T/su.test(readFileSync(`/proc/${String(writer.pid)}/stat`, 'utf8')));
        const promised = told;
        const copy = path.join(folder, 'copy', String(copies));
        mkdirSync(copy, { recursive: true });
        for (const ending of ['', '-wal'])
          copyFileSync(path.join(folder, FILE + ending), path.join(copy, FILE + ending));
        const database = new Database(path.join(copy, FILE));
        expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
        database.close();
        const store = openStore(copy);
        store.markCutOff(() => false);
        const { recording } = store.read('copied');
        expect(recording.samples.length).toBeGreaterThanOrEqual(promised);
        expect(recording.samples.map(({ t }) => t)).toEqual(recording.samples.map((_, i) => i + 1));
        store.close();
        rmSync(copy, { recursive: true });
        // Only now: a writer that runs during the checks makes each copy dearer than the one before.
        writer.kill('SIGCONT');
      }
    } finally {
      const gone = once(writer, 'exit');
      writer.kill('SIGKILL');
      await gone;
    }
  });
});

/** A writer whose clock is the test's, and its database. */
function writing(run = 'aaaa') {
  openStore(folder).close();
  const database = new Database(path.join(folder, FILE));
  database
    .prepare("INSERT INTO run (id, started_at, state, owner, meta) VALUES (?, '2026', 'running', 'gone', ?)")
    .run(run, JSON.stringify(meta(run)));
  const time = { now: 0 };
  const key = Number(database.prepare('SELECT key FROM run').pluck().get());
  const writer = new RunWriter(database, run, key, () => time.now);
  return { database, writer, time };
}

function kept() {
  const store = openStore(folder);
  try {
    store.markCutOff(() => false);
    return store.read('aaaa');
  } finally {
    store.close();
  }
}

describe('a database that somebody else has locked', () => {
  it('gets everything as soon as it is free', () => {
    const { database, writer } = writing();
    const other = new Database(path.join(folder, FILE));
    writer.append([sample(1)], [event(1)]);
    other.exec('BEGIN IMMEDIATE');
    writer.append([sample(2)], [event(2)]);
    writer.append([sample(3)], []);
    expect(database.prepare('SELECT count(*) FROM sample').pluck().get()).toBe(1);
    other.exec('COMMIT');
    writer.append([], [event(4)]);
    const { recording } = kept();
    expect(recording.samples.map(({ t }) => t)).toEqual([1, 2, 3]);
    expect(recording.events.map(({ t }) => t)).toEqual([1, 2, 4]);
    database.close();
    other.close();
  });

  it('is waited for a minute; then the run is given up, and what was written is whole', () => {
    const { database, writer, time } = writing();
    writer.append([sample(1)], []);
    const other = new Database(path.join(folder, FILE));
    other.exec('BEGIN IMMEDIATE');
    writer.append([sample(2)], []);
    time.now = LOCKED - 1;
    writer.append([sample(3)], []);
    time.now = LOCKED + 1;
    expect(() => {
      writer.append([sample(4)], []);
    }).toThrow(expect.objectContaining({ code: 'data.lost' }));
    expect(() => {
      database.pragma('busy_timeout = 1');
      writer.finish(VERDICT);
    }).toThrow(expect.objectContaining({ code: 'data.lost' }));
    other.exec('COMMIT');
    other.close();
    database.close();
    expect(kept()).toMatchObject({ summary: { state: 'cut-off' }, verdict: null });
    expect(kept().recording.samples).toHaveLength(1);
  });

  it('can be looked at meanwhile', () => {
    const { database, writer } = writing();
    writer.append([sample(1)], []);
    const other = new Database(path.join(folder, FILE));
    other.exec('BEGIN IMMEDIATE');
    expect(kept().recording.samples).toHaveLength(1);
    other.exec('COMMIT');
    other.close();
    database.close();
  });
});

describe('a full disk', () => {
  it('ends the writing at once, and the run opens with what there was room for', () => {
    const { database, writer } = writing();
    const pages = database.pragma('page_count', { simple: true }) as number;
    database.pragma(`max_page_count = ${pages + 8}`);
    let t = 0;
    expect(() => {
      for (; t < 1000; t++) writer.append([sample(t + 1, 'x'.repeat(3000))], [event(t + 1)]);
    }).toThrow(expect.objectContaining({ code: 'data.lost', data: expect.objectContaining({}) }));
    database.close();
    const { recording, summary } = kept();
    expect(summary).toMatchObject({ state: 'cut-off', seconds: t });
    expect(recording.samples).toHaveLength(t);
    expect(recording.events).toHaveLength(t);
    expect(t).toBeGreaterThan(2);
    const after = new Database(path.join(folder, FILE));
    expect(after.pragma('integrity_check', { simple: true })).toBe('ok');
    after.close();
  });
});
