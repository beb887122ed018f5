import type { Resource } from '../../model/resources.ts';
import type { CurvePoint } from '../../stats/smooth-curve.ts';
import type { Look } from './looks.ts';

/** A resource with all looks at it. */
export interface Seen {
  readonly resource: Resource;
  readonly looks: readonly Look[];
}

/** Resources that are loaded alike, and one curve's points for all of them. */
export interface Pool {
  /** `shift` is what a member shows beyond the curve, at every n: its own idle load. */
  readonly members: readonly (Seen & { readonly shift: Estimate })[];
  readonly points: readonly CurvePoint[];
  /** What is known of the curve at no instance beforehand. */
  readonly intercept: Estimate;
}

interface Estimate {
  readonly mean: number;
  readonly variance: number;
}

/** Idle loads may lie anywhere about this, before they are seen. */
const IDLE: Estimate = { mean: 3, variance: 20 ** 2 };
const NO_SHIFT: Estimate = { mean: 0, variance: 0 };
/** With each card's own idle load taken off, nothing is left at no instance but for so much. */
const NOTHING: Estimate = { mean: 0, variance: 0.3 ** 2 };
/** Demands that differ by so many standard errors, and by this share, are not equal. */
const DIFFERENT = { errors: 3, share: 0.04 };

function averaged(estimates: readonly Estimate[]): Estimate | null {
  if (estimates.length === 0) return null;
  const weight = estimates.reduce((sum, { variance }) => sum + 1 / variance, 0);
  return {
    mean: estimates.reduce((sum, { mean, variance }) => sum + mean / variance, 0) / weight,
    variance: 1 / weight,
  };
}

function idleOf({ looks }: Seen): Estimate | null {
  return averaged(looks.filter(({ count }) => count === 0));
}

/** What one instance takes, roughly; null where none was seen. */
function demandOf(seen: Seen): Estimate | null {
  const idle = idleOf(seen);
  if (!idle) return null;
  return averaged(
    seen.looks
      .filter(({ count, saturated }) => count > 0 && !saturated)
      .map(({ count, mean, variance }) => ({
        mean: (mean - idle.mean) / count,
        variance: (variance + idle.variance) / count ** 2,
      })),
  );
}

function areEqual(a: Estimate, b: Estimate): boolean {
  const allowed =
    DIFFERENT.errors * Math.sqrt(a.variance + b.variance) + DIFFERENT.share * Math.max(a.mean, b.mean);
  return Math.abs(a.mean - b.mean) <= allowed;
}

function alone(seen: Seen): Pool {
  return {
    members: [{ ...seen, shift: NO_SHIFT }],
    points: seen.looks
      .filter(({ saturated }) => !saturated)
      .map(({ count, mean, variance }) => ({ x: count, y: mean, variance })),
    intercept: IDLE,
  };
}

/** One point per stretch and count: cards that carry as many at the same time are averaged. */
function together(members: readonly (Seen & { readonly shift: Estimate })[]): CurvePoint[] {
  const cells = new Map<string, { x: number; estimates: Estimate[] }>();
  for (const { looks, shift } of members)
    for (const { from, count, mean, variance, saturated } of looks) {
      if (count === 0 || saturated) continue;
      const key = `${from} ${count}`;
      const cell = cells.get(key) ?? { x: count, estimates: [] };
      cells.set(key, cell);
      cell.estimates.push({ mean: mean - shift.mean, variance: variance + shift.variance });
    }
  return [...cells.values()].map(({ x, estimates }) => {
    const { mean, variance } = averaged(estimates) ?? NO_SHIFT;
    // Part of what varies is common to all cards: averaging k of them gains less than k.
    return { x, y: mean, variance: variance * Math.sqrt(estimates.length) };
  });
}

/** A short look at what was full for a while, though as many were not for longer, is a reading like others. */
function withSpikesTold(members: readonly Seen[]): Seen[] {
  const looks = members.flatMap((seen) => seen.looks.filter(({ saturated }) => !saturated));
  const wasSpike = (look: Look) =>
    look.saturated && looks.some(({ count, seconds }) => count >= look.count && seconds > look.seconds);
  return members.map((seen) => ({
    ...seen,
    looks: seen.looks.map((look) => (wasSpike(look) ? { ...look, saturated: false } : look)),
  }));
}

/**
 * Groups the cards of a box that are loaded alike by an instance: what is learned on one holds for all of them. A card on
 * which nothing was launched yet is taken to be like the first; the first instance on it tells.
 */
export function poolEqual(all: readonly Seen[]): Pool[] {
  if (all.length < 2) return all.map((seen) => alone(withSpikesTold([seen])[0] ?? seen));
  const groups: { demand: Estimate | null; members: Seen[] }[] = [];
  for (const seen of all) {
    const demand = demandOf(seen);
    const group = groups.find(
      (one) => one.demand === null || demand === null || areEqual(one.demand, demand),
    );
    if (!group) {
      groups.push({ demand, members: [seen] });
      continue;
    }
    group.members.push(seen);
    group.demand = averaged([group.demand, demand].filter((one) => one !== null));
  }
  return groups.map((group) => {
    const members = withSpikesTold(group.members);
    const shifted = members.map((seen) => ({ ...seen, shift: idleOf(seen) }));
    const [only] = members;
    if (members.length === 1 && only) return alone(only);
    const known = shifted.flatMap(({ shift, ...seen }) => (shift ? [{ ...seen, shift }] : []));
    // Without an idle look nothing can be taken off: such cards are believed to idle at nothing much.
    const complete =
      known.length === shifted.length
        ? known
        : shifted.map(({ shift, ...seen }) => ({ ...seen, shift: shift ?? { mean: 0, variance: 4 } }));
    return { members: complete, points: together(complete), intercept: NOTHING };
  });
}
