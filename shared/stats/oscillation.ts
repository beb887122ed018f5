/** One series for the search, its mean not yet taken off. */
export interface Series {
  readonly times: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

interface Explained {
  /** Sum of squares about the mean, and what is left when a sine of the period is fitted too. */
  readonly flat: number;
  readonly left: number;
  /** Gain in log evidence of "mean and sine" over "mean alone". */
  readonly gain: number;
}

/** Neighbouring readings are alike: they are worth this share of as many independent ones. */
const WORTH = 0.5;
/** Prior variance of a sine's amplitude, as a multiple of that of what it does not explain. */
const AMPLITUDE = 0.5;

/**
 * A mean and a sine (Lomb 1976, with a floating mean as in Zechmeister & Kürster 2009), with a normal prior on its
 * amplitude and a flat one on the noise's logarithm: ridge regression and its evidence in closed form. O(n).
 */
function explained({ times, values }: Series, period: number): Explained {
  const turn = (2 * Math.PI) / period;
  const count = values.length;
  let [y, c, s, yy, yc, ys, cc, ss, cs] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const value = values[i] ?? 0;
    const cosine = Math.cos(turn * (times[i] ?? 0));
    const sine = Math.sin(turn * (times[i] ?? 0));
    y += value;
    c += cosine;
    s += sine;
    yy += value * value;
    yc += value * cosine;
    ys += value * sine;
    cc += cosine * cosine;
    ss += sine * sine;
    cs += cosine * sine;
  }
  yy -= (y * y) / count;
  yc -= (y * c) / count;
  ys -= (y * s) / count;
  cc -= (c * c) / count;
  ss -= (s * s) / count;
  cs -= (c * s) / count;
  if (yy <= 0) return { flat: 0, left: 0, gain: 0 };
  const pull = 1 / (WORTH * AMPLITUDE);
  const determinant = (cc + pull) * (ss + pull) - cs * cs;
  const power = (yc * yc * (ss + pull) + ys * ys * (cc + pull) - 2 * yc * ys * cs) / determinant;
  const left = Math.max(1e-9 * yy, yy - power);
  return {
    flat: yy,
    left,
    gain: ((WORTH * (count - 1)) / 2) * Math.log(yy / left) - 0.5 * Math.log(determinant / pull ** 2),
  };
}

const known = new WeakMap<Series, Map<number, Explained>>();

/** {@link explained}, computed once for the same series: of those that are searched together most were before. */
function remembered(series: Series, period: number): Explained {
  let fits = known.get(series);
  if (!fits) known.set(series, (fits = new Map<number, Explained>()));
  let fit = fits.get(period);
  if (!fit) fits.set(period, (fit = explained(series, period)));
  return fit;
}

export interface Oscillation {
  readonly period: number;
  /** Share of the variance about the mean that it explains, 0 to 1; drawn towards 0 where little was seen. */
  readonly share: number;
  /** Log evidence for it, against none. */
  readonly gain: number;
}

/**
 * The period that several series have in common, each with a mean, an amplitude and a phase of its own; null where none
 * explains much. It maximises the pooled evidence of "mean and sine" against "mean alone" over the periods asked about.
 * Because amplitudes have a prior, a series shorter than a period speaks too, as little as it can: leaving it out
 * would favour short periods. Neighbouring readings are alike, so the likelihood is tempered (a power of it below one).
 * O(values × periods); a series, taken not to change, is gone through once.
 * @param least log evidence up to which there is none
 */
export function commonOscillation(
  series: readonly Series[],
  periods: readonly number[],
  least: number,
): Oscillation | null {
  let best: { period: number; gain: number; flat: number; left: number } | null = null;
  for (const period of periods) {
    let [gain, flat, left] = [0, 0, 0];
    for (const one of series) {
      const fit = remembered(one, period);
      gain += fit.gain;
      flat += fit.flat;
      left += fit.left;
    }
    if (!best || gain > best.gain) best = { period, gain, flat, left };
  }
  if (!best || best.gain <= least || best.flat <= 0) return null;
  const { period, gain, flat, left } = best;
  return { period, share: 1 - left / flat, gain };
}
