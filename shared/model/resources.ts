import { z } from 'zod';
import type { Percent } from './units.ts';

/** The loads that a limit can be put on, each in percent of the whole box (cpu, ram) or of one card. */
export const LOADS = ['cpu', 'gpu', 'vram', 'ram', 'encoder'] as const;
export type Load = (typeof LOADS)[number];

/** Loads that have one reading per GPU; the others have one per box. */
export const LOADS_PER_GPU = ['gpu', 'vram', 'encoder'] as const satisfies readonly Load[];
export type LoadPerGpu = (typeof LOADS_PER_GPU)[number];

export function isPerGpu(load: Load): load is LoadPerGpu {
  return (LOADS_PER_GPU as readonly Load[]).includes(load);
}

/** What the sustained load must stay below; `fpsFloor` is the share of the target that each frame rate must keep. */
export type Limits = Record<Load | 'fpsFloor', Percent>;

export const DEFAULT_LIMITS: Limits = { cpu: 85, gpu: 85, vram: 95, ram: 90, encoder: 90, fpsFloor: 95 };

const percent = z.number().gt(0).lte(100);

/** Limits as somebody names them: any subset, the rest comes from elsewhere. An unknown name is an error. */
export const limitsSchema = z.strictObject({
  cpu: percent.optional(),
  gpu: percent.optional(),
  vram: percent.optional(),
  ram: percent.optional(),
  encoder: percent.optional(),
  fpsFloor: percent.optional(),
});
export type NamedLimits = z.infer<typeof limitsSchema>;

/** One watched resource: a load, and which card where the load is per card. */
export interface Resource {
  readonly resource: Load;
  /** The GPU's place, null for cpu and ram. */
  readonly index: number | null;
}

/** A stable key for maps and tables: `cpu`, `gpu 0`. */
export function resourceKey({ resource, index }: Resource): string {
  return index === null ? resource : `${resource} ${index}`;
}
