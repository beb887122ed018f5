import type { ReadingName } from '../../../../shared/model/capability.ts';

/** What cards may tell by DRM. */
export const DRM_READINGS = [
  'gpu',
  'engines',
  'vram',
  'sharedVramMiB',
  'encoder',
  'clock',
  'temperature',
  'powerWatts',
  'throttle',
  'instances.gpu',
  'instances.vramMiB',
] as const satisfies readonly ReadingName[];
