import type { ReadingName } from '../../../shared/model/capability.ts';

/** What Windows' GPU counters may tell, whoever made the card, and the counter that each comes from. */
export const PDH_READINGS = {
  gpu: 'GPU Engine',
  engines: 'GPU Engine',
  encoder: 'GPU Engine',
  vram: 'GPU Adapter Memory',
  sharedVramMiB: 'GPU Adapter Memory',
  'instances.gpu': 'GPU Engine',
  'instances.vramMiB': 'GPU Process Memory',
} as const satisfies Partial<Record<ReadingName, string>>;
