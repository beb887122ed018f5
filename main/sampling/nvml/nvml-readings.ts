import type { ReadingName } from '../../../shared/model/capability.ts';

/** What NVML may tell, depending on card and driver. */
export const NVML_READINGS = [
  'gpu',
  'engines',
  'vram',
  'encoder',
  'encoderSessions',
  'clock',
  'temperature',
  'powerWatts',
  'throttle',
  'instances.gpu',
  'instances.vramMiB',
] as const satisfies readonly ReadingName[];
