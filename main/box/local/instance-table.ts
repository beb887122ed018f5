import type { Seconds } from '../../../shared/model/units.ts';
import type { Instance } from '../../process/instance.ts';
import type { InstanceReading } from '../../sampling/sampler.ts';
import type { LocalInstance } from './local-box.ts';
import type { Loading } from './paced-start.ts';

/** One launch and what became of it; times are the run's. */
export interface Entry {
  readonly instance: number;
  readonly slot: number;
  readonly gpu: number | null;
  /** Null while it is being started, and where it could not be. */
  process: Instance | null;
  launchedAt: Seconds | null;
  /** Told: its slot is free again. */
  over: boolean;
  reading: InstanceReading | null;
}

/** Every instance of a run: numbers that are never used twice, and slots that are. */
export class InstanceTable {
  readonly #entries = new Map<number, Entry>();
  #last = 0;

  /** The lowest free number from 1. */
  freeSlot(): number {
    const taken = new Set([...this.#entries.values()].filter(({ over }) => !over).map(({ slot }) => slot));
    let slot = 1;
    while (taken.has(slot)) slot += 1;
    return slot;
  }

  /** The number of the next instance. */
  get next(): number {
    return this.#last + 1;
  }

  /** Takes the next number and this slot. */
  add(slot: number, gpu: number | null): Entry {
    this.#last += 1;
    const entry: Entry = {
      instance: this.#last,
      slot,
      gpu,
      process: null,
      launchedAt: null,
      over: false,
      reading: null,
    };
    this.#entries.set(entry.instance, entry);
    return entry;
  }

  /** As if it had never been asked for: nothing was started. */
  remove(entry: Entry): void {
    this.#entries.delete(entry.instance);
  }

  get(instance: number): Entry | undefined {
    return this.#entries.get(instance);
  }

  all(): readonly Entry[] {
    return [...this.#entries.values()];
  }

  /** Those that have a process and whose end was not told yet. */
  running(): readonly (Entry & { readonly process: Instance })[] {
    return this.all().filter(
      (entry): entry is Entry & { process: Instance } => !entry.over && entry.process !== null,
    );
  }

  /** Those whose start is not over. */
  loading(): readonly Loading[] {
    return this.running().flatMap(({ process, launchedAt }) =>
      process.state === 'starting' && launchedAt !== null ? [{ launchedAt }] : [],
    );
  }

  /** All of them, as faces show them. */
  shown(): readonly LocalInstance[] {
    return this.all().map(({ instance, slot, gpu, process, launchedAt, over, reading }) => ({
      instance,
      slot,
      gpu,
      pid: process?.pid ?? null,
      state: process?.state ?? (over ? 'ended' : 'starting'),
      startedAt: launchedAt,
      cpu: over ? null : (reading?.cpu ?? null),
      ramMiB: over ? null : (reading?.ramMiB ?? null),
      fps: over ? null : (process?.fps() ?? reading?.fps ?? null),
    }));
  }

  /**
   * Those alive at a moment by the times of their events: a launch at t counts from later on, an exit at t is out.
   * @param toRun the run's time of a time on the clock
   */
  aliveAt(
    t: Seconds,
    toRun: (clockTime: Seconds) => Seconds,
  ): readonly (Entry & { readonly process: Instance })[] {
    return this.all().filter((entry): entry is Entry & { process: Instance } => {
      const { process, launchedAt } = entry;
      if (process === null || launchedAt === null || launchedAt >= t) return false;
      return process.end === null || toRun(process.end.at) > t;
    });
  }
}
