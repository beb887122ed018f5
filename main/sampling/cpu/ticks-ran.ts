import type { Pid, ProcessStat } from '../../os/procfs/process-stat.ts';

export type ProcessStats = ReadonlyMap<Pid, ProcessStat>;

/**
 * The clock ticks that an instance's processes ran between two readings. Never negative.
 *
 * A process counts what it ran itself (`own`), and the kernel adds to it what its children ran in all, theirs included,
 * when it waits for one that has ended (`child`). So what a child ran after its last reading is not lost: it is in its
 * parent's `child`, from which what was counted before is taken off again. It is lost where nobody of the instance
 * waited: where the parent ignores its children, is a stranger, or has ended itself.
 * @param before the processes of the instance at the reading before
 * @param now those of this reading
 * @param since the time of the reading before, in ticks since the box started: a process that is new and older than
 * that has been found late, and counts from now on
 */
export function ticksRan(before: ProcessStats, now: ProcessStats, since: number): number {
  let ran = 0;
  const fromChildren = new Map<Pid, number>();
  for (const [pid, is] of now) {
    const was = same(before.get(pid), is);
    if (was) {
      ran += Math.max(0, is.ownTicks - was.ownTicks);
      fromChildren.set(pid, is.childTicks - was.childTicks);
    } else if (is.startTicks >= since) {
      ran += is.ownTicks;
      fromChildren.set(pid, is.childTicks);
    }
  }
  for (const gone of before.values()) {
    if (same(now.get(gone.pid), gone)) continue;
    const heir = livingAncestor(gone, before, now);
    const inherited = heir === null ? undefined : fromChildren.get(heir);
    if (heir !== null && inherited !== undefined)
      fromChildren.set(heir, inherited - gone.ownTicks - gone.childTicks);
  }
  for (const ticks of fromChildren.values()) ran += Math.max(0, ticks);
  return ran;
}

/** The nearest ancestor that is still there: where those in between have ended too, theirs came to it with them. */
function livingAncestor(gone: ProcessStat, before: ProcessStats, now: ProcessStats): Pid | null {
  // Read one after the other, while numbers are given anew, processes may seem to be each other's parents.
  const seen = new Set<Pid>();
  for (let parent = before.get(gone.parent); parent; parent = before.get(parent.parent)) {
    if (same(now.get(parent.pid), parent)) return parent.pid;
    if (seen.has(parent.pid)) return null;
    seen.add(parent.pid);
  }
  return null;
}

/** The process, if it is the same one and not one that got its number later. */
function same(process: ProcessStat | undefined, other: ProcessStat): ProcessStat | null {
  return process?.startTicks === other.startTicks ? process : null;
}
