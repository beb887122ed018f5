/** One series for the search, its mean not yet taken off. */
export interface Series {
  readonly times: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

interface Explained {
  /** Sum of squares about the mean, and what is left when a sine of the period is fitted too. */
  readonly flat: number;
  readonly left: number;
  readonly count: number;
}

/** Least squares of a mean and a sine (Lomb 1976, with a floating mean as in Zechmeister & Kürster 2009). O(n). */
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
  const determinant = cc * ss - cs * cs;
  // Less than a good part of a period cannot tell a sine from a slope.
  const power =
    determinant > 1e-6 * count * count ? (yc * yc * ss + ys * ys * cc - 2 * yc * ys * cs) / determinant : 0;
  return { flat: yy, left: Math.max(0, yy - power), count };
}

export interface Oscillation {
  readonly period: number;
  /** Share of the variance about the mean that it explains, 0 to 1. */
  readonly share: number;
}

/**
 * The period that several series have in common, each with a mean, an amplitude and a phase of its own; null where none
 * explains much. It maximises the pooled likelihood ratio of "mean and sine" to "mean alone" over the periods
 * asked about. O(values × periods).
 * @param least gain in log-likelihood per series below which there is none
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
      const span = (one.times[one.values.length - 1] ?? 0) - (one.times[0] ?? 0);
      const fit = explained(one, period);
      // Under three quarters of a period a sine fits anything.
      if (span < 0.75 * period || fit.flat <= 0) continue;
      gain += (fit.count / 2) * Math.log(fit.flat / Math.max(fit.left, 1e-9 * fit.flat)) - least;
      flat += fit.flat;
      left += fit.left;
    }
    if (!best || gain > best.gain) best = { period, gain, flat, left };
  }
  return best && best.gain > 0 && best.flat > 0
    ? { period: best.period, share: 1 - best.left / best.flat }
    : null;
}
