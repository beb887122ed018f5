import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive, until } from '../../../build/test/real-processes.ts';
import { systemClock } from '../../os/clock.ts';
import { bootId } from '../../os/owner.ts';
import { procFolder } from '../../os/procfs/proc-folder.ts';
import { endLeftovers, JOURNAL_FILE } from './leftovers.ts';
import { JournalWriter, type JournalEntry } from './journal.ts';

const proc = procFolder();
const clock = systemClock();
let runs: string;
let children: ChildProcess[];
beforeEach(() => {
  runs = mkdtempSync(path.join(tmpdir(), 'kneescope-leftovers-'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(runs, { recursive: true, force: true });
});

/** A process with the tag of a run; what the journal will say of it. */
async function tagged(run: string): Promise<JournalEntry> {
  const child = spawn('sleep', ['1000'], { stdio: 'ignore', env: { ...process.env, KNEESCOPE_RUN: run } });
  children.push(child);
  const pid = child.pid ?? 0;
  const { startTicks } = await until(() => proc.processStat(pid));
  return { instance: 1, pid, startTicks };
}
const OWN_START = proc.processStat(process.pid)?.startTicks ?? 0;
/** An engine that is gone: its number was this process's, at another time. */
const GONE = { pid: process.pid, startTicks: OWN_START - 1 };

function journal(run: string, entries: readonly JournalEntry[], more: object = {}): string {
  const file = path.join(runs, run, JOURNAL_FILE);
  const head = { run, boot: bootId(), engine: GONE, group: null, ...more };
  new JournalWriter(file, head).add(entries, () => []);
  return file;
}

describe('what an earlier run has left', () => {
  it('is ended where pid, start time and tag all match', async () => {
    const [one, two] = [await tagged('dead'), await tagged('dead')];
    const file = journal('dead', [one, two]);
    const [leftover, ...more] = await endLeftovers(runs, clock);
    expect(more).toEqual([]);
    expect(leftover).toMatchObject({ run: 'dead', left: [] });
    expect(leftover?.ended.map(({ pid }) => pid).toSorted()).toEqual([one.pid, two.pid].toSorted());
    expect([isAlive(one.pid), isAlive(two.pid), existsSync(file)]).toEqual([false, false, false]);
  });

  it('is not ended where one of the three does not match, and told where the tag is the run’s', async () => {
    const [later, stranger, untold] = [await tagged('dead'), await tagged('other'), await tagged('dead')];
    const file = journal('dead', [{ ...later, startTicks: later.startTicks - 1 }, stranger]);
    const [leftover] = await endLeftovers(runs, clock);
    expect(leftover?.ended).toEqual([]);
    expect(leftover?.left.map(({ pid }) => pid).toSorted()).toEqual([later.pid, untold.pid].toSorted());
    for (const { pid } of [later, stranger, untold]) expect(isAlive(pid)).toBe(true);
    // It is told again until somebody has looked after it.
    expect(existsSync(file)).toBe(true);
  });

  it('is none while its engine lives', async () => {
    const one = await tagged('live');
    const file = journal('live', [one], { engine: { pid: process.pid, startTicks: OWN_START } });
    expect(await endLeftovers(runs, clock)).toEqual([]);
    expect([isAlive(one.pid), existsSync(file)]).toEqual([true, true]);
  });

  it('is none after the box was started anew: the numbers mean others', async () => {
    const one = await tagged('dead');
    const file = journal('dead', [one], { boot: 'another' });
    expect(await endLeftovers(runs, clock)).toEqual([]);
    expect([isAlive(one.pid), existsSync(file)]).toEqual([true, false]);
  });

  it('is nothing where there was no run', async () => {
    expect(await endLeftovers(path.join(runs, 'nowhere'), clock)).toEqual([]);
  });
});
