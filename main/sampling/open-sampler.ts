import type { Capability } from '../../shared/model/capability.ts';
import type { Seconds } from '../../shared/model/units.ts';
import type { Clock } from '../os/clock.ts';
import { CardList } from './card-list.ts';
import { joinReadings, type Part } from './join-readings.ts';
import type { PartialReading, Provider } from './provider.ts';
import type { InstancePids, Sampler } from './sampler.ts';

interface Source {
  readonly provider: Provider;
  capabilities: readonly Capability[];
  /** Of its own cards among all. */
  places: readonly number[];
  failed: boolean;
  /** An earlier question that it has not answered yet. */
  busy: boolean;
}

export interface SamplerOptions {
  readonly providers: readonly Provider[];
  readonly clock: Clock;
  /** How long a source may take. */
  readonly patience: Seconds;
}

/** Opens every source and takes the baseline. */
export async function openSampler({ providers, clock, patience }: SamplerOptions): Promise<Sampler> {
  const cards = new CardList();
  const starts = await Promise.all(
    providers.map(async (provider) => ({ provider, ...(await provider.open()) })),
  );
  // One after the other, so that the order of the cards is that of the providers and not of their answers.
  const sources = starts.map(({ provider, capabilities: can, gpus = [] }): Source => ({
    provider,
    capabilities: can,
    places: cards.placesOf(gpus),
    failed: false,
    busy: false,
  }));
  const all = () => sources.flatMap((source) => source.capabilities);
  let capabilities = all();

  const ask = async (source: Source, instances: InstancePids): Promise<PartialReading> => {
    if (source.failed || source.busy) return {};
    source.busy = true;
    try {
      return await source.provider.read(instances);
    } catch (error) {
      const why = { code: 'failed', reason: error instanceof Error ? error.message : String(error) } as const;
      source.failed = true;
      source.capabilities = source.capabilities.map((capability) =>
        capability.available ? { ...capability, available: false, why } : capability,
      );
      capabilities = all();
      return {};
    } finally {
      source.busy = false;
    }
  };

  const readAll = async (instances: InstancePids): Promise<readonly Part[]> => {
    const over = new AbortController();
    const late = clock.wait(clock.now() + patience, over.signal).then((): PartialReading => ({}));
    const parts = await Promise.all(sources.map((source) => Promise.race([ask(source, instances), late])));
    over.abort();
    return sources.map((source, at) => {
      const reading = parts[at] ?? {};
      if (reading.gpus) source.places = cards.placesOf(reading.gpus, source.places);
      return { reading, places: source.places };
    });
  };

  let last = clock.now();
  await readAll(new Map());
  return {
    get capabilities() {
      return capabilities;
    },
    get gpus() {
      return cards.all;
    },
    sample: async (instances) => {
      const now = clock.now();
      const seconds = now - last;
      last = now;
      return joinReadings(await readAll(instances), instances, seconds);
    },
    close: async () => {
      await Promise.all(sources.map(({ provider }) => provider.close()));
    },
  };
}
