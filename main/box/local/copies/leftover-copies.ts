import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { removeCopies } from './slot-copies.ts';

/** Copies of an earlier run that could not be removed. */
export interface LeftoverCopies {
  readonly run: string;
  readonly reason: string;
}

/**
 * Removes what earlier runs have left behind when they were cut off. Only while the box is ours, so that none of them is
 * under way.
 * @param runsFolder holds a folder for each run, named after it
 */
export async function removeLeftoverCopies(runsFolder: string): Promise<readonly LeftoverCopies[]> {
  const runs = await readdir(runsFolder).catch(() => []);
  const left: LeftoverCopies[] = [];
  for (const run of runs) {
    const reason = await removeCopies(path.join(runsFolder, run));
    if (reason !== null) left.push({ run, reason });
  }
  return left;
}
