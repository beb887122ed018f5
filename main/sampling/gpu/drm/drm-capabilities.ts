import type { Capability, ReadingName, Unavailable } from '../../../../shared/model/capability.ts';
import type { PartialReading } from '../../provider.ts';
import type { DrmLoads } from './drm-loads.ts';
import { DRM_READINGS } from './drm-readings.ts';

/** What is known where a driver tells of each use, whether or not somebody uses the card just now. */
const BY_CLIENTS: ReadonlySet<ReadingName> = new Set([
  'gpu',
  'engines',
  'encoder',
  'instances.gpu',
  'instances.vramMiB',
]);
/** Drivers that tell what each client uses (Documentation/gpu/drm-usage-stats.rst names those that write these files). */
const TELL_CLIENTS: ReadonlySet<string> = new Set([
  'amdgpu',
  'i915',
  'xe',
  'msm',
  'panfrost',
  'panthor',
  'v3d',
  'etnaviv',
]);

/** What the cards of this box tell, by a first reading of each. */
export function drmCapabilities(loads: DrmLoads): readonly Capability[] {
  const drivers = loads.cards.map(({ driver }) => driver ?? 'unknown');
  if (drivers.length === 0) return DRM_READINGS.map((reading) => unavailable(reading, { code: 'no-device' }));
  const first = loads.read(new Map());
  const clients = drivers.some((driver) => TELL_CLIENTS.has(driver));
  const why: Unavailable = { code: 'driver-silent', driver: [...new Set(drivers)].join(', ') };
  return DRM_READINGS.map((reading) => {
    const told = (first[reading as keyof PartialReading] as readonly unknown[] | null | undefined)?.some(
      (value) => value !== null,
    );
    return told || (clients && BY_CLIENTS.has(reading))
      ? { reading, source: 'drm', available: true, why: null }
      : unavailable(reading, why);
  });
}

function unavailable(reading: ReadingName, why: Unavailable): Capability {
  return { reading, source: 'drm', available: false, why };
}
