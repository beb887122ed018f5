/** `/proc/meminfo` as far as we use it, in KiB, which the file calls kB. */
export interface MemoryInfo {
  readonly totalKiB: number;
  /** What new programs can have without swapping, by the kernel's own estimate; null before Linux 3.14. */
  readonly availableKiB: number | null;
}

/** @returns null where the text is no such file */
export function parseMemoryInfo(text: string): MemoryInfo | null {
  const value = (name: string): number | null => {
    const found = new RegExp(`^${name}: +(\\d+) kB$`, 'mu').exec(text);
    return found ? Number(found[1]) : null;
  };
  const totalKiB = value('MemTotal');
  return totalKiB === null || totalKiB === 0 ? null : { totalKiB, availableKiB: value('MemAvailable') };
}
