import type { PartialReading, ProviderStart } from '../provider.ts';
import type { Gpus, InstancePids } from '../sampler.ts';

/** The sources that are read through a driver's library, each in a sampler process of its own. */
export const DRIVER_SOURCES = ['nvml', 'drm', 'pdh', 'windows'] as const;
export type DriverSourceName = (typeof DRIVER_SOURCES)[number];

/** What runs inside the sampler process. Its calls may block, and may never come back. */
export interface DriverSource {
  /**
   * Says what can be read, and takes the baseline.
   * @param known the cards in the order in which a process before this one gave them: they keep their places, and one
   * that is no longer there has nothing but null in its own
   */
  open(known: Gpus): Promise<ProviderStart>;
  /** @throws Error where nothing will come from this source until it is opened anew */
  read(instances: InstancePids): PartialReading;
  close(): void;
}
