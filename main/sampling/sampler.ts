import type { Capability } from '../../shared/model/capability.ts';
import type { Host } from '../../shared/model/trace.ts';
import type { Celsius, FramesPerSecond, MiB, Percent, Seconds } from '../../shared/model/units.ts';
import type { Pid } from '../os/procfs/process-stat.ts';

/** The processes of each instance at the moment of reading. */
export type InstancePids = ReadonlyMap<number, readonly Pid[]>;

type PerGpu<T> = readonly (T | null)[] | null;

/** What the box does; null is what could not be read. */
export interface BoxReading {
  readonly cpu: Percent | null;
  /** By the core's number; null in a place where the core is offline. */
  readonly cores: readonly (Percent | null)[] | null;
  readonly ram: Percent | null;
  /** What new programs could have without swapping. */
  readonly freeRamMiB: MiB | null;
  readonly gpu: PerGpu<Percent>;
  readonly vram: PerGpu<Percent>;
  readonly encoder: PerGpu<Percent>;
  /** Percent of the highest clock. */
  readonly clock: PerGpu<Percent>;
  readonly temperature: PerGpu<Celsius>;
}

/** What one instance takes of it. */
export interface InstanceReading {
  /** Of the whole box. */
  readonly cpu: Percent | null;
  readonly ramMiB: MiB | null;
  readonly vramMiB: MiB | null;
  readonly fps: FramesPerSecond | null;
}

export interface Reading extends BoxReading {
  /** True time since the reading before. */
  readonly seconds: Seconds;
  readonly instances: ReadonlyMap<number, InstanceReading>;
}

export type Gpus = NonNullable<Host['gpus']>;

/** Reads the box, once per tick. The one interface of main/sampling. */
export interface Sampler {
  /** What can be read, and why not what cannot; another list once a reader has failed. */
  readonly capabilities: readonly Capability[];
  /** The cards in the order of the readings, null where that is not known. */
  readonly gpus: Gpus | null;
  /** Never rejects: what cannot be read is null. One call at a time. */
  sample(instances: InstancePids): Promise<Reading>;
  close(): Promise<void>;
}
