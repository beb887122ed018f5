import type { loads as english } from '../en/units.ts';

/** Names of the watched loads, as they stand in tables and charts. */
export const loads: typeof english = {
  cpu: 'CPU',
  gpu: 'GPU',
  vram: '显存',
  ram: '内存',
  encoder: '编码器',
};
