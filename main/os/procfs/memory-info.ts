/** `/proc/meminfo` as far as we use it, in KiB, which the file calls kB. */
export interface MemoryInfo {
  readonly totalKiB: number;
  /** What new programs can have without swapping, by the kernel's own estimate; null before Linux 3.14. */
  readonly availableKiB: number | null;
  /** What the kernel has promised to programs, and what it may promise in strict mode. */
  readonly committedKiB: number | null;
  readonly commitLimitKiB: number | null;
  readonly swapTotalKiB: number | null;
}

/** The value behind `NAME:` at the beginning of a line. */
export function valueOf(text: string, name: string): number | null {
  const at = text.startsWith(`${name}:`) ? 0 : text.indexOf(`\n${name}:`) + 1;
  if (at === 0 && !text.startsWith(`${name}:`)) return null;
  const from = at + name.length + 1;
  const end = text.indexOf('\n', from);
  const value = Number.parseInt(text.slice(from, end < 0 ? undefined : end), 10);
  return Number.isFinite(value) ? value : null;
}

/** @returns null where the text is no such file */
export function parseMemoryInfo(text: string): MemoryInfo | null {
  const totalKiB = valueOf(text, 'MemTotal');
  if (totalKiB === null || totalKiB === 0) return null;
  return {
    totalKiB,
    availableKiB: valueOf(text, 'MemAvailable'),
    committedKiB: valueOf(text, 'Committed_AS'),
    commitLimitKiB: valueOf(text, 'CommitLimit'),
    swapTotalKiB: valueOf(text, 'SwapTotal'),
  };
}
