import type { Resource } from '../../model/resources.ts';
import type { History } from '../history.ts';
import type { ProbeSettings } from '../settings.ts';
import { clockView, type ClockView } from './card-clock.ts';
import { atLimit, limitInWork, stillFalls } from './clock-at-limit.ts';
import { believeHeat } from './heat.ts';
import type { Maturity } from './maturity.ts';
import { believeThrottling, type Throttling } from './throttling.ts';

/** Ways of throttling that take what was read to the same work, and what each makes of the limit. */
export interface Clocked {
  readonly viewOf: (resource: Resource) => ClockView;
  readonly throttlings: readonly {
    readonly logWeight: number;
    readonly limitOf: (resource: Resource) => { readonly mean: number; readonly variance: number };
  }[];
}

/** Closer to the final temperature than this is as good as there, in °C. */
const THERE = 1.5;
/** Ways that are less likely than this are not waited for. */
const WORTH_WAITING = 0.05;
const STEADY: Throttling = { onset: null, perDegree: 0, logWeight: 0 };
/** Ways that are so much less likely than the likeliest, by their clocks, are left out. */
const FAR = 9;

/** All that is known of the cards' clocks: how they may throttle, and what that makes of loads and limits. */
export function clocksOf(
  { limits, slowdownCelsius }: ProbeSettings,
  { samples }: History,
  own: readonly Resource[],
  { stretches }: Maturity,
): { readonly clocks: readonly Clocked[]; readonly heats: boolean } {
  const indices = own.map(({ index }) => index ?? 0);
  const heat = new Map(indices.map((index) => [index, believeHeat(samples, index)]));
  const at = new Map(indices.map((index) => [index, atLimit(limits.gpu, heat.get(index) ?? null)]));
  const reads = new Set(
    indices.filter((index) => samples.some(({ clock }) => typeof clock?.[index] === 'number')),
  );
  const hottest = new Map(
    indices.map((index) => [
      index,
      samples.reduce<number | null>((most, { temperature }) => {
        const told = temperature?.[index] ?? null;
        return told === null ? most : Math.max(most ?? told, told);
      }, null),
    ]),
  );
  const isTold = [...heat.values()].some((one) => one !== null);
  const all = isTold ? believeThrottling(samples, indices, slowdownCelsius ?? []) : [STEADY];
  const best = Math.max(...all.map(({ logWeight }) => logWeight));
  const likely = all.filter(({ logWeight }) => logWeight > best - FAR);
  const groups = new Map<string, { views: Map<number, ClockView>; throttlings: Throttling[] }>();
  for (const throttling of likely) {
    const views = new Map(
      indices.map((index) => [
        index,
        clockView(index, reads.has(index), throttling, hottest.get(index) ?? null),
      ]),
    );
    const key = [...views.values()].map((view) => view.key).join(' ');
    const group = groups.get(key) ?? { views, throttlings: [] };
    groups.set(key, group);
    group.throttlings.push(throttling);
  }
  const total = likely.reduce((sum, { logWeight }) => sum + Math.exp(logWeight - best), 0);
  const heats = indices.some((index) => {
    const own = heat.get(index);
    if (!own) return reads.has(index) && stillFalls({ resource: 'gpu', index }, stretches);
    if (own.toCome - own.now < THERE) return false;
    const waited = likely.reduce(
      (sum, { onset, logWeight }) =>
        sum + (onset !== null && onset < own.toCome ? Math.exp(logWeight - best) / total : 0),
      0,
    );
    return waited > WORTH_WAITING;
  });
  return {
    heats,
    clocks: [...groups.values()].map(({ views, throttlings }) => ({
      viewOf: ({ index }) => views.get(index ?? 0) ?? clockView(index ?? 0, false, STEADY, null),
      throttlings: throttlings.map((throttling) => ({
        logWeight: throttling.logWeight,
        limitOf: (resource) =>
          limitInWork(
            at.get(resource.index ?? 0) ?? atLimit(limits.gpu, null),
            resource,
            throttling,
            reads.has(resource.index ?? 0),
            stretches,
          ),
      })),
    })),
  };
}
