import type { Clock } from '../os/clock.ts';
import { openSampler } from './open-sampler.ts';
import type { PartialReading, ProviderStart } from './provider.ts';
import type { InstancePids, Sampler } from './sampler.ts';

export interface FakeScript extends Partial<ProviderStart> {
  /** What is read at each sample, counted from 1. Throws where the source fails. */
  readonly read: (sample: number, instances: InstancePids) => PartialReading | Promise<PartialReading>;
}

/** A sampler that reads what the test says, by the test's clock. */
export function fakeSampler(script: FakeScript, clock: Clock): Promise<Sampler> {
  let asked = 0;
  const { capabilities = [], gpus, read } = script;
  const provider = {
    source: 'fake',
    open: () => Promise.resolve({ capabilities, ...(gpus && { gpus }) }),
    read: async (instances: InstancePids) => {
      asked += 1;
      return asked === 1 ? {} : read(asked - 1, instances);
    },
    close: () => Promise.resolve(),
  };
  return openSampler({ providers: [provider], clock, patience: 1 });
}
