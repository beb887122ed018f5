/** What the kernel counts in. */
export interface KernelUnits {
  readonly ticksPerSecond: number;
  readonly bytesPerPage: number;
}

/** What every kernel has on x86-64, for a recorded tree without `self/auxv`. */
const USUAL: KernelUnits = { ticksPerSecond: 100, bytesPerPage: 4096 };
const AT_PAGESZ = 6n;
const AT_CLKTCK = 17n;

/**
 * Reads `/proc/self/auxv`: pairs of machine words, a key and its value, as the kernel handed them to this process.
 * `sysconf(3)` looks there too.
 */
export function parseKernelUnits(auxv: Uint8Array | null): KernelUnits {
  if (auxv === null) return USUAL;
  const whole = auxv.subarray(0, auxv.byteLength - (auxv.byteLength % 16));
  // A copy of its own: words must begin where the machine wants them to.
  const words = new BigUint64Array(Uint8Array.from(whole).buffer);
  const value = (key: bigint): number | null => {
    for (let at = 0; at < words.length; at += 2) if (words[at] === key) return Number(words[at + 1]);
    return null;
  };
  return {
    ticksPerSecond: value(AT_CLKTCK) ?? USUAL.ticksPerSecond,
    bytesPerPage: value(AT_PAGESZ) ?? USUAL.bytesPerPage,
  };
}
