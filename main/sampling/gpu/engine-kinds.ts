import type { Percent } from '../../../shared/model/units.ts';
import type { Engine, EngineLoads } from '../sampler.ts';

/** The drivers' names for their engines, in our words. Intel's video engines encode and decode alike. */
const KINDS: Readonly<Record<string, Engine>> = {
  // i915
  render: '3d',
  copy: 'copy',
  video: 'encode',
  'video-enhance': 'other',
  // xe
  rcs: '3d',
  ccs: 'compute',
  bcs: 'copy',
  vcs: 'encode',
  vecs: 'other',
  // amdgpu
  gfx: '3d',
  compute: 'compute',
  dma: 'copy',
  dec: 'decode',
  enc: 'encode',
  enc_1: 'encode',
  jpeg: 'decode',
  // msm, panfrost, v3d
  gpu: '3d',
  fragment: '3d',
  csd: 'compute',
};

export function engineKind(name: string): Engine {
  return KINDS[name] ?? 'other';
}

/** By kind, from loads by the drivers' names: of several engines of one kind the busiest, because loads of engines don't add up. */
export function byKind(loads: ReadonlyMap<string, Percent>): EngineLoads {
  const kinds: Partial<Record<Engine, Percent>> = {};
  for (const [name, load] of loads) {
    const kind = engineKind(name);
    kinds[kind] = Math.max(kinds[kind] ?? 0, Math.min(100, load));
  }
  return kinds;
}

/** The busiest kind; null where none is known. */
export function busiest(engines: EngineLoads): Percent | null {
  const loads = Object.values(engines);
  return loads.length === 0 ? null : Math.max(...loads);
}
