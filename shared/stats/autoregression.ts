/** What is believed of a stationary first-order process: its correlation from one step to the next, and its variance. */
export interface Autoregression {
  readonly correlation: number;
  readonly variance: number;
}

/** Sums over residual series from which {@link autoregression} is made; they add up over series. */
export interface LagSums {
  readonly squares: number;
  readonly products: number;
  readonly count: number;
  readonly pairs: number;
  /** Parameters that were fitted before the residuals were taken. */
  readonly fitted: number;
}

/**
 * The sums of one series of residuals; gaps (NaN) break pairs. O(n).
 * @param fitted how many parameters (a mean, a slope …) were fitted to this series
 */
export function lagSums(residuals: ArrayLike<number>, fitted: number): LagSums {
  let [squares, products, count, pairs] = [0, 0, 0, 0];
  let before = Number.NaN;
  for (let i = 0; i < residuals.length; i++) {
    const value = residuals[i] ?? Number.NaN;
    if (!Number.isNaN(value)) {
      squares += value * value;
      count += 1;
      if (!Number.isNaN(before)) {
        products += value * before;
        pairs += 1;
      }
    }
    before = value;
  }
  return { squares, products, count, pairs, fitted };
}

/**
 * Correlation and variance pooled over series, drawn towards a prior as if that had been seen `weight` times. Residuals
 * of a fitted mean are too small and too little correlated; both are corrected to first order (Marriott & Pope
 * 1954: E r ≈ ρ − (1 + 4ρ) ÷ n for one series with a fitted mean). O(series).
 * @throws RangeError for a prior correlation outside (−1, 1) or a variance not above 0
 */
export function autoregression(
  series: readonly LagSums[],
  prior: Autoregression & { readonly weight: number },
): Autoregression {
  if (!(Math.abs(prior.correlation) < 1) || !(prior.variance > 0))
    throw new RangeError(
      `autoregression needs a prior inside (−1, 1) and above 0, not ${prior.correlation}, ${prior.variance}`,
    );
  let [squares, products, count, pairs, fitted] = [0, 0, 0, 0, 0];
  for (const sums of series) {
    squares += sums.squares;
    products += sums.products;
    count += sums.count;
    pairs += sums.pairs;
    fitted += Math.min(sums.fitted, sums.count);
  }
  const free = Math.max(0, count - fitted);
  const variance = (squares + prior.weight * prior.variance) / (free + prior.weight);
  if (pairs === 0 || squares === 0) return { correlation: prior.correlation, variance };
  const raw = products / pairs / (squares / count);
  const corrected = raw + (fitted * (1 + 4 * Math.max(0, raw))) / count;
  const share = pairs / (pairs + prior.weight);
  const correlation = share * corrected + (1 - share) * prior.correlation;
  return { correlation: Math.min(0.97, Math.max(0, correlation)), variance };
}
