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
  /** n at which a settled look was taken, with its seconds. */
  readonly visited: ReadonlyMap<number, number>;
}

const cache = new WeakMap<History, { settings: ProbeSettings; outlook: Outlook }>();

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
    settings.cap,
  );
  const frames = believeFrames(settings, belief.maturity.stretches);
  const levels = Array.from({ length: settings.cap }, (_, i) => i + 1);
  // A load grows with n: that it holds at n contains that it held below, so the product over n runs over ratios.
  const loadHolds = levels.map((n) =>
    belief.resources.reduce((product, resource) => product * resource.holds(n), 1 - deaths.limits(n)),
  );
  const chain = (holds: readonly number[]) => {
    let least = 1;
    return [1, ...holds.map((probability) => (least = Math.min(least, probability)))];
  };
  const outlook: Outlook = {
    belief,
    frames,
    deaths,
    atLeast: chain(loadHolds.map((holds, i) => holds * frames.holds(i + 1))),
    loadAtLeast: chain(loadHolds),
    visited,
  };
  cache.set(history, { settings, outlook });
  return outlook;
}
