/**
 * The row for each label, so that none stands on the one before: the first row where there is room, else one further.
 * @param labels from left to right, in pixels
 */
export function freeRows(labels: readonly { readonly x: number; readonly width: number }[]): number[] {
  const rows: number[] = [];
  let taken = Number.NEGATIVE_INFINITY;
  for (const { x, width } of labels) {
    rows.push(x < taken ? (rows.at(-1) ?? 0) + 1 : 0);
    taken = Math.max(taken, x + width);
  }
  return rows;
}
