import type { AtLeast } from '../capacity.ts';
import type { History } from '../history.ts';
import type { ProbeSettings } from '../settings.ts';
import { believeAll, type Belief } from './belief.ts';
import { believeDeaths, type DeathBelief } from './deaths.ts';
import { believeFrames, type FrameBelief } from './frames.ts';

/** All that is believed at a moment, and what it says of the capacity. */
export interface Outlook {
  readonly belief: Belief;
  readonly frames: FrameBelief;
  readonly deaths: DeathBelief;
  /** P(capacity ≥ n), n = 0 … cap, by all and by loads and deaths alone. */
  readonly atLeast: AtLeast;
  readonly loadAtLeast: AtLeast;
  /** The same without deaths, but for those that are almost certainly the box's: this is where it is worth going. */
  readonly reach: AtLeast;
  /** n at which a settled look was taken, with its seconds. */
  readonly visited: ReadonlyMap<number, number>;
}

const cache = new WeakMap<History, { settings: ProbeSettings; outlook: Outlook }>();

/** A probability that only falls with n, for n = 0 … cap; where it has come to nothing it is not asked for. */
function falling(cap: number, holds: (n: number) => number): number[] {
  const result = [1];
  let least = 1;
  for (let n = 1; n <= cap; n++) {
    if (least > NOTHING) least = Math.min(least, holds(n));
    result.push(least > NOTHING ? least : 0);
  }
  return result;
}
const NOTHING = 1e-9;
/** Deaths that are the box's with this probability are not tried again. */
export const SURE_DEATH = 0.985;

export function outlookOf(settings: ProbeSettings, history: History): Outlook {
  const known = cache.get(history);
  if (known?.settings === settings) return known.outlook;
  const belief = believeAll(settings, history);
  const visited = new Map<number, number>();
  for (const { stretch, settledFrom } of belief.maturity.stretches) {
    if (settledFrom === null || stretch.n === 0) continue;
    const seconds = stretch.to - settledFrom;
    visited.set(stretch.n, (visited.get(stretch.n) ?? 0) + seconds);
  }
  const deaths = believeDeaths(
    history,
    belief.maturity.stretches.map(({ stretch }) => stretch),
    belief.maturity.startup.seconds,
    settings.cap,
  );
  const frames = believeFrames(settings, belief.maturity.stretches);
  const onlyLoads = falling(settings.cap, belief.hold);
  const loadHolds = onlyLoads.map((holds, n) => holds * (1 - deaths.limits(n)));
  const frameHolds = falling(settings.cap, frames.holds);
  const outlook: Outlook = {
    belief,
    frames,
    deaths,
    atLeast: loadHolds.map((holds, n) => holds * (frameHolds[n] ?? 0)),
    loadAtLeast: loadHolds,
    reach: onlyLoads.map((holds, n) => (deaths.limits(n) > SURE_DEATH ? 0 : holds * (frameHolds[n] ?? 0))),
    visited,
  };
  cache.set(history, { settings, outlook });
  return outlook;
}
