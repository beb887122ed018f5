import type { Capability, ReadingName, Unavailable } from '../../shared/model/capability.ts';
import type { BoxReading, Gpus, InstancePids, InstanceReading, ReaderReplaced } from './sampler.ts';

/** What one source could read; what it leaves out it knows nothing of. */
export interface PartialReading extends Partial<BoxReading> {
  /** Only where a card came since `open`: this source's whole list again, in its own order, which never changes. */
  readonly gpus?: Gpus;
  readonly instances?: ReadonlyMap<number, Partial<InstanceReading>>;
  /** What happened to the reader itself since the reading before. */
  readonly notices?: readonly ReaderReplaced[];
}

export interface ProviderStart {
  readonly capabilities: readonly Capability[];
  /**
   * Named by a provider whose readings are per card: the list that its readings have one place each for. `id` is the PCI
   * address as `0000:65:00.0`, or a UUID: what two sources call the same is one card.
   */
  readonly gpus?: Gpus;
}

/** One source of readings. */
export interface Provider {
  readonly source: string;
  /** Says what it can read. Where it can read nothing it says why, and does not reject. */
  open(): Promise<ProviderStart>;
  /** The first reading is the baseline. Rejects where nothing will come from this source any more. */
  read(instances: InstancePids): Promise<PartialReading>;
  close(): Promise<void>;
}

/** A source that is not there, in the place of one that would be. */
export function missingProvider(
  source: string,
  readings: readonly ReadingName[],
  why: Unavailable,
): Provider {
  return {
    source,
    open: () =>
      Promise.resolve({
        capabilities: readings.map((reading) => ({ reading, source, available: false, why })),
      }),
    read: () => Promise.resolve({}),
    close: () => Promise.resolve(),
  };
}
