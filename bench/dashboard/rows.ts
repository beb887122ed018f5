/** One line of what a bench found. */
export function row(what: string, figure: string): void {
  console.log(`${what.padEnd(62)} ${figure}`);
}

/** The median, the least and the most. */
export function milliseconds(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0);
  return `${at(0.5)} ms (${at(0)} to ${at(1)})`;
}
