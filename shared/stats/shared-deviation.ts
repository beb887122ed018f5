/** A row of a regression: what its value is explained by, and the value. */
export interface RegressionRow {
  readonly features: readonly number[];
  readonly value: number;
}

/**
 * Rows that have a deviation in common beside their own, as rows that have only their own: each without a part of the mean of
 * all. Least squares on them are generalised least squares on the rows as they were (Fuller & Battese 1973). O(rows × features).
 * @param rows with as many features each
 * @param own standard deviation of each row by itself, in units of the value
 * @param shared standard deviation of what all have in common
 * @throws RangeError for an own deviation that is not above 0, or a shared one below 0
 */
export function withoutShared(rows: readonly RegressionRow[], own: number, shared: number): RegressionRow[] {
  if (!(own > 0) || !(shared >= 0))
    throw new RangeError(`withoutShared needs deviations above 0, not ${own} and ${shared}`);
  const part = 1 - own / Math.hypot(own, shared * Math.sqrt(rows.length));
  const means: number[] = (rows[0]?.features ?? []).map(() => 0);
  let value = 0;
  for (const row of rows) {
    value += (part * row.value) / rows.length;
    for (let j = 0; j < means.length; j++)
      means[j] = (means[j] ?? 0) + (part * (row.features[j] ?? 0)) / rows.length;
  }
  return rows.map((row) => ({
    features: row.features.map((feature, j) => feature - (means[j] ?? 0)),
    value: row.value - value,
  }));
}
