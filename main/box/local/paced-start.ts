import type { Percent, Seconds } from '../../../shared/model/units.ts';

/** One that is loading, as far as anybody can tell. */
export interface Loading {
  /** On the run's time. */
  readonly launchedAt: Seconds;
}

/** What the box takes, as read last. */
export interface BoxBurst {
  /** The end of the tick that it was read for, on the run's time. */
  readonly t: Seconds;
  readonly cpu: Percent | null;
  /** The part of the time in which something waited for a disk; null where that is not told. */
  readonly diskWait: Percent | null;
}

/** Who is loading for longer hardly does so in a burst. */
const BURST: Seconds = 60;
/** Nobody waits longer than this for the burst of another: a box may be full for reasons of its own. */
const PATIENCE: Seconds = 10;
/** A box that is fuller has no room for one more burst. */
const ROOM = { cpu: 75, diskWait: 20 } as const;

/**
 * Whether one more instance may be started now, so that what it does to load does not collide with what others do. Where
 * nobody is loading, at once; else when the newest has been read for a tick and there is room for another burst.
 * @param waited how long it has been kept waiting
 */
export function mayStart(
  loading: readonly Loading[],
  last: BoxBurst | null,
  { now, tick, waited }: { readonly now: Seconds; readonly tick: Seconds; readonly waited: Seconds },
): boolean {
  const newest = Math.max(...loading.map(({ launchedAt }) => launchedAt));
  if (loading.length === 0 || now - newest > BURST || waited >= PATIENCE) return true;
  if (last === null || last.t - tick < newest) return false;
  return (last.cpu ?? 0) < ROOM.cpu && (last.diskWait ?? 0) < ROOM.diskWait;
}
