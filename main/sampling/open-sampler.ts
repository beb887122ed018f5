import type { Capability } from '../../shared/model/capability.ts';
import type { Seconds } from '../../shared/model/units.ts';
import type { Clock } from '../os/clock.ts';
import type { PartialReading, Provider } from './provider.ts';
import type { BoxReading, Gpus, InstancePids, InstanceReading, Reading, Sampler } from './sampler.ts';

const NOTHING: BoxReading = {
  cpu: null,
  cores: null,
  ram: null,
  freeRamMiB: null,
  gpu: null,
  vram: null,
  encoder: null,
  clock: null,
  temperature: null,
};
const NOTHING_OF_IT: InstanceReading = { cpu: null, ramMiB: null, vramMiB: null, fps: null };

interface Source {
  readonly provider: Provider;
  capabilities: readonly Capability[];
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
  let gpus: Gpus | null = null;
  const sources = await Promise.all(
    providers.map(async (provider): Promise<Source> => {
      const start = await provider.open();
      gpus = start.gpus ?? gpus;
      return { provider, capabilities: start.capabilities, failed: false, busy: false };
    }),
  );
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

  const readAll = async (instances: InstancePids): Promise<readonly PartialReading[]> => {
    const over = new AbortController();
    const late = clock.wait(clock.now() + patience, over.signal).then((): PartialReading => ({}));
    const parts = await Promise.all(sources.map((source) => Promise.race([ask(source, instances), late])));
    over.abort();
    return parts;
  };

  let last = clock.now();
  await readAll(new Map());
  return {
    get capabilities() {
      return capabilities;
    },
    gpus,
    sample: async (instances) => {
      const now = clock.now();
      const seconds = now - last;
      last = now;
      return join(await readAll(instances), instances, seconds);
    },
    close: async () => {
      await Promise.all(sources.map(({ provider }) => provider.close()));
    },
  };
}

function join(parts: readonly PartialReading[], instances: InstancePids, seconds: Seconds): Reading {
  const box = parts.reduce<BoxReading>((sum, { instances: _, ...part }) => ({ ...sum, ...part }), NOTHING);
  const each = [...instances.keys()].map((instance): [number, InstanceReading] => [
    instance,
    parts.reduce((sum, part) => ({ ...sum, ...part.instances?.get(instance) }), NOTHING_OF_IT),
  ]);
  return { ...box, seconds, instances: new Map(each) };
}
