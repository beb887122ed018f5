import { readFileSync } from 'node:fs';
import os from 'node:os';
import type { MiB } from '../../../../shared/model/units.ts';
import { freeMiB } from '../../../box/local/free-disk.ts';
import type { BoxFacts } from '../facts.ts';
import { gatherOnLinux } from './gather-linux.ts';
import { gatherOnWindows } from './gather-windows.ts';
import { runningPrograms } from './programs.ts';
import { scannersAmong } from './scanners.ts';

/** A network volume that has gone may never answer. */
const PATIENCE_MS = 2000;

function freeSoon(folder: string): Promise<MiB | null> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null).unref());
  return Promise.race([freeMiB(folder), late]);
}

/** How many processors the control group lets us have; infinitely many where it sets no bound. */
export function quotaOf(text: string | null): number {
  const [quota, period] = (text ?? '').trim().split(/\s+/u).map(Number);
  return quota !== undefined && period !== undefined && quota > 0 && period > 0
    ? quota / period
    : Number.POSITIVE_INFINITY;
}

function groupQuota(): number {
  try {
    return quotaOf(readFileSync('/sys/fs/cgroup/cpu.max', 'utf8'));
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/**
 * What can be found out of the box at once, without launching or measuring anything. Never rejects: what cannot be found out is null.
 * @param folders whose volumes must have room
 */
export async function gatherFacts(folders: readonly string[]): Promise<BoxFacts> {
  const windows = process.platform === 'win32';
  const [own, programs, disks] = await Promise.all([
    windows ? gatherOnWindows() : gatherOnLinux(),
    runningPrograms(),
    Promise.all(folders.map(async (folder) => ({ folder, freeMiB: await freeSoon(folder) }))),
  ]);
  const all = os.cpus().length;
  return {
    platform: process.platform,
    onBattery: null,
    power: { scheme: null, overlay: null, governors: [], preferences: [], profile: null },
    session: { remote: null, service: null, display: null, core: null },
    mayTrace: null,
    scanners: scannersAmong(programs.map(({ name }) => name)),
    cards: [],
    nodes: { all: [], closed: [] },
    gaming: { mode: null, recording: null },
    disks,
    clock: { source: null, wall: Date.now(), stepMs: null },
    cores: { all, allowed: Math.min(os.availableParallelism(), groupQuota()) },
    ...own,
  };
}
