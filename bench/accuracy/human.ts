import type { WorldSpec } from '../../main/box/simulated/spec.ts';
import { World } from '../../main/box/simulated/world.ts';

/** What an operator does today: one more copy a minute, one glance at Task Manager, stop at the limit. */
const LOOK_EVERY_SECONDS = 60;

/** The last level that a single glance saw below the limits; a copy that is gone ends it too. */
export function byHand(spec: WorldSpec): { capacity: number; seconds: number } {
  const world = new World(spec);
  for (let n = 1; n <= spec.cap; n++) {
    world.launch();
    const glance = world.advance(LOOK_EVERY_SECONDS).at(-1);
    const full =
      glance === undefined ||
      glance.n < n ||
      (glance.cpu ?? 0) >= spec.limits.cpu ||
      (glance.gpu ?? []).some((load) => (load ?? 0) >= spec.limits.gpu);
    if (full) return { capacity: n - 1, seconds: world.time };
  }
  return { capacity: spec.cap, seconds: world.time };
}
