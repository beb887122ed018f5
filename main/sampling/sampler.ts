import type { Capability } from '../../shared/model/capability.ts';
import type { Host } from '../../shared/model/trace.ts';
import type { Celsius, FramesPerSecond, MiB, Percent, Seconds } from '../../shared/model/units.ts';
import type { Pid } from '../os/procfs/process-stat.ts';

/** The processes of each instance at the moment of reading. */
export type InstancePids = ReadonlyMap<number, readonly Pid[]>;

/** One place per card, in the order of `Sampler.gpus`; null in a place where this card does not tell. */
export type PerGpu<T> = readonly (T | null)[] | null;

/** Load of each kind of engine of one card; absent where the card has no such engine or does not tell. */
export type EngineLoads = Readonly<Partial<Record<Engine, Percent>>>;
export type Engine = '3d' | 'compute' | 'copy' | 'encode' | 'decode' | 'other';

/** The part of the time in which something waited for a resource and could not go on. */
export interface Pressure {
  readonly cpu: Percent | null;
  readonly memory: Percent | null;
  readonly io: Percent | null;
}

/** What the box does; null is what could not be read. */
export interface BoxReading {
  /** Time in which cores were not idle: what is truly used. */
  readonly cpu: Percent | null;
  /** What the host of a virtual machine took of the time that the box wanted; part of `cpu`. */
  readonly cpuStolen: Percent | null;
  /** Work done, measured against the nominal clock: what the Task Manager of Windows shows. Over 100 under turbo. */
  readonly cpuUtility: Percent | null;
  /** By the core's number; null in a place where the core is offline. */
  readonly cores: readonly (Percent | null)[] | null;
  /** The cores' mean clock, percent of the highest that they can have. */
  readonly cpuClock: Percent | null;
  /** How often cores were slowed down for heat since the reading before. */
  readonly cpuThrottles: number | null;
  /** Programs that run or wait for a core. */
  readonly runQueue: number | null;
  readonly pressure: Pressure | null;
  readonly ram: Percent | null;
  /** What new programs could have without swapping. */
  readonly freeRamMiB: MiB | null;
  /** Memory promised to programs, percent of what the system may promise; over 100 where it promises more. */
  readonly commit: Percent | null;
  /** MiB in a second, from and to the disk, because RAM was short. */
  readonly swapInMiBps: number | null;
  readonly swapOutMiBps: number | null;
  /** Of a card: the busiest kind of engine. */
  readonly gpu: PerGpu<Percent>;
  readonly engines: PerGpu<EngineLoads>;
  /** Dedicated memory in use. */
  readonly vram: PerGpu<Percent>;
  /** Of the box's own memory what the card uses. */
  readonly sharedVramMiB: PerGpu<MiB>;
  readonly encoder: PerGpu<Percent>;
  readonly encoderSessions: PerGpu<number>;
  /** Percent of the highest clock. */
  readonly clock: PerGpu<Percent>;
  readonly temperature: PerGpu<Celsius>;
  readonly powerWatts: PerGpu<number>;
  /** Why the card is slower than it could be, in its driver's words; an empty list where nothing slows it. */
  readonly throttle: PerGpu<readonly string[]>;
}

/** The busiest thread of an instance, looked at now and then. */
export interface HottestThread {
  readonly name: string;
  /** Of one core. */
  readonly load: Percent;
  /** How long ago that was. */
  readonly age: Seconds;
}

/** The frames that an instance presented since the reading before. */
export interface FrameTimes {
  readonly count: number;
  /** The rate of the slowest frame. */
  readonly worst: FramesPerSecond;
  /** The mean rate of the slowest hundredth of the frames, at least of one. */
  readonly low1: FramesPerSecond;
  /** 99 of 100 frames took no longer, in milliseconds. */
  readonly p99Ms: number;
}

/** What one instance takes of it. */
export interface InstanceReading {
  /** Of the whole box. */
  readonly cpu: Percent | null;
  /** Resident in all its processes; pages that they share count in each. */
  readonly ramMiB: MiB | null;
  /** Its fair share of RAM: a page that n processes share counts a n-th in each. Looked at now and then. */
  readonly pssMiB: MiB | null;
  /** How long ago `pssMiB` was read. */
  readonly pssAge: Seconds | null;
  readonly hottestThread: HottestThread | null;
  /** Of each card: the instance's busiest kind of engine. */
  readonly gpu: PerGpu<Percent>;
  readonly engines: PerGpu<EngineLoads>;
  /** Dedicated memory on all cards. */
  readonly vramMiB: MiB | null;
  /** The mean rate; 0 where it presented nothing although it has done so before. */
  readonly fps: FramesPerSecond | null;
  readonly frameTimes: FrameTimes | null;
}

/** A reader in a process of its own hung or died and was started anew: the readings of that moment are missing. */
export interface ReaderReplaced {
  readonly code: 'reader-replaced';
  readonly source: string;
  readonly cause: 'hung' | 'ended';
  /** How often by now. */
  readonly replacements: number;
}

export interface Reading extends BoxReading {
  /** True time since the reading before. */
  readonly seconds: Seconds;
  readonly instances: ReadonlyMap<number, InstanceReading>;
  /** What happened to the readers themselves. */
  readonly notices: readonly ReaderReplaced[];
}

export type Gpus = NonNullable<Host['gpus']>;

/** Reads the box, once per tick. The one interface of main/sampling. */
export interface Sampler {
  /** What can be read, and why not what cannot; another list once a reader has failed. */
  readonly capabilities: readonly Capability[];
  /** The cards in the order of the readings, null where that is not known; longer once a card has come. */
  readonly gpus: Gpus | null;
  /** Never rejects: what cannot be read is null. One call at a time. */
  sample(instances: InstancePids): Promise<Reading>;
  close(): Promise<void>;
}
