import { expect, it } from 'vitest';
import type { Capability } from '../model/capability.ts';
import { missingReadings } from './doctor.ts';

const read = (reading: Capability['reading'], source: string, available: boolean): Capability => ({
  reading,
  source,
  available,
  why: available ? null : { code: 'not-built' },
});

it('misses nothing that one of several sources has, and misses it once where none has', () => {
  const missing = missingReadings([
    read('cpu', 'procfs', true),
    // An NVIDIA card tells nothing to DRM and all to NVML.
    read('gpu', 'drm', false),
    read('gpu', 'nvml', true),
    read('encoder', 'drm', false),
    read('encoder', 'nvml', false),
  ]);
  expect(missing.map(({ reading, source }) => [reading, source])).toEqual([['encoder', 'drm']]);
});
