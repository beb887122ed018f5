import type { Mbps } from '../../model/units.ts';

/** Viewers that watch at one quality. Those who play (streams) take an instance too; spectators take bandwidth only. */
export interface ViewerGroup {
  /** What one of them needs on the wire, overhead included; above 0. */
  readonly needMbps: Mbps;
  readonly streams: number;
  readonly spectators: number;
}

/** The least excess over what was meant (0.3 / 0.1 is 2.999…) must not cost a viewer. */
const EXACT = 1e-9;

/** How many of equal need fit into what there is: a whole number. */
export function wholeFits(available: Mbps, need: Mbps): number {
  return Math.max(0, Math.floor((available / need) * (1 + EXACT)));
}

/** Whether a need fits into what there is. */
export function fitsInto(available: Mbps, need: Mbps): boolean {
  return need <= available * (1 + EXACT);
}

/** What all of them need together: bit rate × (streams + spectators), summed over the qualities. */
export function needOf(groups: readonly ViewerGroup[]): Mbps {
  return groups.reduce(
    (sum, { needMbps, streams, spectators }) => sum + needMbps * (streams + spectators),
    0,
  );
}

export function viewersOf(groups: readonly ViewerGroup[]): number {
  return groups.reduce((sum, { streams, spectators }) => sum + streams + spectators, 0);
}
