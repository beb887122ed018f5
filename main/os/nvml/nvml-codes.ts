/** What NVML's functions return (nvml.h, `nvmlReturn_t`); those that mean something to us. */
export const NVML = {
  success: 0,
  noPermission: 4,
  /** "Not found": of process utilisation it means that nothing ran. */
  notFound: 6,
  insufficientSize: 7,
  driverNotLoaded: 9,
  functionNotFound: 13,
  gpuIsLost: 15,
} as const;

/** Bits of the reasons why a clock is not higher (nvml.h, `nvmlClocksEventReason*`). An idle card is not held back. */
const REASONS: readonly (readonly [bigint, string])[] = [
  [0x2n, 'applications-clocks'],
  [0x4n, 'software-power-cap'],
  [0x8n, 'hardware-slowdown'],
  [0x10n, 'sync-boost'],
  [0x20n, 'software-thermal'],
  [0x40n, 'hardware-thermal'],
  [0x80n, 'hardware-power-brake'],
  [0x100n, 'display-clocks'],
];

/** The reasons of a bit mask in words. */
export function clockReasons(mask: bigint): readonly string[] {
  return REASONS.flatMap(([bit, name]) => ((mask & bit) === 0n ? [] : [name]));
}
