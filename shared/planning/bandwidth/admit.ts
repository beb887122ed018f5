import type { Mbps } from '../../model/units.ts';
import { needOf, wholeFits, type ViewerGroup } from './groups.ts';

/** A type and no interface, as are other parts of the document: only types fit where unknown fields are allowed. */
export type Admitted = {
  readonly streams: number;
  readonly spectators: number;
};

/**
 * Who is let in when nobody may get less than they need: in the order of the groups, all streams before any spectator,
 * until the next one no longer fits. Nobody behind that one is let in either, however little they need: a queue that
 * is overtaken is none. O(groups).
 * @param places instances that there are for streams; null where the box is not known
 * @example admit([{ needMbps: 8, streams: 10, spectators: 20 }], 200, null) // 10 streams, 15 spectators
 */
export function admit(groups: readonly ViewerGroup[], uplink: Mbps, places: number | null): Admitted {
  let left = uplink;
  let full = false;
  const take = (wanted: number, need: Mbps): number => {
    if (full) return 0;
    const taken = Math.min(wanted, wholeFits(left, need));
    left -= taken * need;
    full = taken < wanted;
    return taken;
  };
  let instances = places ?? Number.POSITIVE_INFINITY;
  let streams = 0;
  for (const group of groups) {
    const taken = take(Math.min(group.streams, instances), group.needMbps);
    streams += taken;
    instances -= taken;
  }
  const spectators = groups.reduce((sum, group) => sum + take(group.spectators, group.needMbps), 0);
  return { streams, spectators };
}

/** Whether the box has fewer places than streams ask for, the uplink less than all need, or both. */
export function whoLimits(
  groups: readonly ViewerGroup[],
  uplink: Mbps | null,
  places: number | null,
): { readonly box: boolean; readonly uplink: boolean } {
  const streams = groups.reduce((sum, group) => sum + group.streams, 0);
  return {
    box: places !== null && streams > places,
    uplink: uplink !== null && admitsLess(groups, uplink),
  };
}

function admitsLess(groups: readonly ViewerGroup[], uplink: Mbps): boolean {
  const { streams, spectators } = admit(groups, uplink, null);
  const asked = groups.reduce((sum, group) => sum + group.streams + group.spectators, 0);
  return needOf(groups) > 0 && streams + spectators < asked;
}
