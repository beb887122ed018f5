import { failuresOf, type Failure } from '../failures.ts';
import type { Seconds } from '../../model/units.ts';
import type { History } from '../history.ts';
import { instancesOf, type InstanceLife } from '../instances.ts';
import type { Stretch } from '../stretches.ts';
import { logGamma } from '../../stats/special-functions.ts';

/** What is believed of instances that end by themselves. */
export interface DeathBelief {
  /** P(the box itself ends instances at n). */
  limits(n: number): number;
  /** The lowest n at which it is more likely than not that the box ends instances; null where it is nowhere. */
  readonly level: number | null;
}

/** How likely it is, before anything is seen, that the box ends instances from just n on: low n are likelier. */
const prior = (n: number) => (n === 1 ? NOT_EVEN_ONE : 0.05 / (n + 2));
/** A program that the box does not even run once is a rare thing to be asked about, and trying again costs little. */
const NOT_EVEN_ONE = 0.001;
/** Launches that fail by chance, before anything is seen: Beta(0.3, 12). */
const CHANCE = { failed: 0.3, went: 12 };
/** One that has loaded and dies by chance all the same is rarer than a launch that fails. */
const HAD_LOADED = 0.15;
/** And one that is said to have died for want of memory hardly does so by chance. */
const NO_MEMORY = 0.02;
/** Whom a box ends: the newest as a rule, else any of the others alike. What ends by chance as it starts is any that is starting. */
const NEWEST = 0.6;
/** Boxes have their own ways of choosing, and the same one every time: all deaths together tell no more than this. */
const WHOM_AT_MOST = 2;
/** A box that ends instances does so soon: this is the time in which two of three deaths come, if none came later. */
const SOON = 12;
const NEVER_QUITE = 0.002;
/** An end shows in the count of the next sample. */
const TICKS_APART = 1.5;

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** How much more likely it is that just this one ended where the box ends instances than by chance: natural logarithm. */
function logVictim({ life, others }: Failure, startingFor: Seconds): number {
  const moment = life.exit?.at ?? 0;
  const alive = others.length + 1;
  const isNewest = others.every(({ instance }) => instance < life.instance);
  const box = isNewest ? NEWEST : (1 - NEWEST) / Math.max(1, others.length);
  const isStarting = ({ launchedAt }: InstanceLife) => moment - launchedAt <= startingFor;
  const starting = others.filter(isStarting).length + 1;
  // One alone that starts and ends tells nothing of whom the box would end.
  if (isNewest && starting === 1) return 0;
  return Math.log(box * (isStarting(life) ? starting : alive));
}

/**
 * From which n on does the box end instances, if at all? Every "from k on" is weighed against "never": deaths with fewer
 * than k alive must then be chance, and so must be a long time with k or more alive in which nobody died. The rate of
 * chance is learned from the same run.
 */
export function believeDeaths(
  history: History,
  stretches: readonly Stretch[],
  startupSeconds: Seconds | null,
  cap: number,
): DeathBelief {
  const failures = failuresOf(history);
  if (failures.length === 0) return { limits: () => 0, level: null };
  const launched = instancesOf(history).length;
  const spells = stretches
    .filter(({ n }) => n > 0)
    .map(({ n, from, to }) => ({
      n,
      seconds: to - from,
      // A death just after others were launched ended theirs, not the spell before.
      ended: failures.some(
        ({ life, at }) =>
          at === n && (life.exit?.at ?? 0) > to - 1e-9 && (life.exit?.at ?? 0) <= to + TICKS_APART,
      ),
    }));
  const soon = spells.reduce((most, { ended, seconds }) => (ended ? Math.max(most, seconds) : most), SOON);
  const startingFor = 1.3 * (startupSeconds ?? 60) + 2;
  const victims = new Map(failures.map((failure) => [failure, logVictim(failure, startingFor)]));
  const logWeight = (k: number): number => {
    const chance = failures.filter(({ at }) => at < k);
    const whom = failures.reduce(
      (sum, failure) => (failure.at < k ? sum : sum + (victims.get(failure) ?? 0)),
      0,
    );
    const told = Math.min(WHOM_AT_MOST, Math.max(-WHOM_AT_MOST, whom));
    const rare = chance.reduce((sum, { life }) => {
      const loaded = (life.exit?.at ?? 0) - life.launchedAt > startingFor;
      const memory = life.exit?.reason === 'out-of-memory';
      return sum + (loaded ? Math.log(HAD_LOADED) : 0) + (memory ? Math.log(NO_MEMORY) : 0);
    }, 0);
    const survived = spells
      .filter(({ n, ended }) => n >= k && !ended)
      .reduce((sum, { seconds }) => sum + Math.max(Math.log(NEVER_QUITE), -seconds / soon), 0);
    const went = launched - chance.length;
    return (
      logBeta(CHANCE.failed + chance.length, CHANCE.went + went) -
      logBeta(CHANCE.failed, CHANCE.went) +
      rare +
      told +
      survived
    );
  };
  const candidates = Array.from({ length: cap + 1 }, (_, i) => i + 1);
  const never =
    logWeight(Number.POSITIVE_INFINITY) + Math.log(1 - candidates.reduce((sum, n) => sum + prior(n), 0));
  const logs = candidates.map((k) => logWeight(k) + Math.log(prior(k)));
  const best = Math.max(never, ...logs);
  const weights = logs.map((log) => Math.exp(log - best));
  const total = weights.reduce((sum, weight) => sum + weight, 0) + Math.exp(never - best);
  const cumulated: number[] = [0];
  for (const weight of weights) cumulated.push((cumulated.at(-1) ?? 0) + weight / total);
  const limits = (n: number) => cumulated[Math.min(n, cumulated.length - 1)] ?? 0;
  const level = candidates.find((n) => limits(n) > 0.5) ?? null;
  return { limits, level };
}
