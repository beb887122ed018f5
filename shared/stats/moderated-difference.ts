import { mean, requireFinite } from './descriptive.ts';
import { studentCdf, studentQuantile } from './distributions.ts';
import type { Interval } from './interval.ts';

/** A value that was measured once, with the standard error of that measurement by itself. */
export interface Measured {
  readonly value: number;
  readonly error: number;
}

/** What is known beforehand of the spread between repeated measurements. */
export interface SpreadPrior {
  readonly deviation: number;
  /** How many degrees of freedom that knowledge is worth; > 0. */
  readonly freedom: number;
}

export interface Difference {
  /** Candidate less base, with its 95 % interval. */
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly freedom: number;
  /** Probability of a difference at least this large, either way, where there is none. */
  readonly p: number;
}

/** A standard error, and the degrees of freedom it is known to. */
interface Spread {
  readonly error: number;
  readonly freedom: number;
}

const LARGEST_FREEDOM = 1e6;

function check(groups: readonly (readonly Measured[])[], prior: SpreadPrior, what: string): void {
  for (const group of groups) {
    requireFinite(
      group.flatMap(({ value, error }) => [value, error]),
      2,
      what,
    );
    const bad = group.find(({ error }) => error < 0);
    if (bad) throw new RangeError(`${what} needs errors of 0 or more, not ${bad.error}`);
  }
  if (!(prior.freedom > 0 && prior.deviation >= 0))
    throw new RangeError(`${what} needs a prior with freedom above 0, not ${prior.freedom}`);
}

const valuesOf = (group: readonly Measured[]) => group.map(({ value }) => value);

function squares(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
}

/** Error of a sum or difference of the groups' means: their common spread, moderated, and each measurement's own error. */
function spreadOf(groups: readonly (readonly Measured[])[], prior: SpreadPrior): Spread {
  const sum = (term: (group: readonly Measured[]) => number) =>
    groups.reduce((total, group) => total + term(group), 0);
  const freedom = prior.freedom + sum((group) => group.length - 1);
  const variance =
    (prior.freedom * prior.deviation ** 2 + sum((group) => squares(valuesOf(group)))) / freedom;
  const between = variance * sum((group) => 1 / group.length);
  const within = sum((group) => group.reduce((own, { error }) => own + error ** 2, 0) / group.length ** 2);
  const effective = between === 0 ? freedom : freedom * ((between + within) / between) ** 2;
  return { error: Math.sqrt(between + within), freedom: Math.min(effective, LARGEST_FREEDOM) };
}

/**
 * Mean of repeated measurements with its 95 % interval; see {@link moderatedDifference} for the spread. O(n).
 * @throws RangeError as that does
 */
export function moderatedMean(group: readonly Measured[], prior: SpreadPrior): Interval {
  check([group], prior, 'moderatedMean');
  const centre = mean(valuesOf(group));
  const { error, freedom } = spreadOf([group], prior);
  const reach = error * studentQuantile(0.975, freedom);
  return { mean: centre, low: centre - reach, high: centre + reach };
}

/**
 * Difference of two groups' means where a group may be a single measurement. The spread between repeats is the pooled
 * variance of both groups, moderated by what is known beforehand (Smyth 2004): (ν₀s₀² + Σ(x − x̄)²) ÷ (ν₀ + Σ(k − 1)).
 * To it comes each measurement's own error; degrees of freedom after Welch and Satterthwaite, the own errors taken as
 * known. With no prior to speak of and errors of 0 it is Student's two-sample test: R's `t.test(var.equal = TRUE)`. O(n).
 * @throws RangeError for an empty group, values that are not finite, errors below 0 or a prior without freedom
 */
export function moderatedDifference(
  base: readonly Measured[],
  candidate: readonly Measured[],
  prior: SpreadPrior,
): Difference {
  check([base, candidate], prior, 'moderatedDifference');
  const { error, freedom } = spreadOf([base, candidate], prior);
  const difference = mean(valuesOf(candidate)) - mean(valuesOf(base));
  const reach = error * studentQuantile(0.975, freedom);
  const p =
    error === 0 ? Number(difference === 0) : 2 * (1 - studentCdf(Math.abs(difference) / error, freedom));
  return { mean: difference, low: difference - reach, high: difference + reach, freedom, p };
}
