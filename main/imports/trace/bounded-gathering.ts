import { DEFAULT_TICK } from '../../../shared/model/plan.ts';
import { Problem } from '../../../shared/model/problem.ts';
import type { Gathering, Recording } from '../../../shared/model/trace-text.ts';
import type { Sample, TraceEvent, TraceMeta } from '../../../shared/model/trace.ts';
import type { Seconds } from '../../../shared/model/units.ts';
import { TimeOrder } from '../../../shared/probing/told-times.ts';
import { joinSamples, readingsIn, type Joined } from './join-samples.ts';

export interface Bounds {
  /** Readings that stand in memory at most. */
  readonly readings: number;
  /** Samples at most, however little each says: deciding goes through them many times. */
  readonly samples: number;
  /** Starts, ends and the like: each takes part in the decision, so none can be left out. */
  readonly lives: number;
  /** Of all other events, the newest. */
  readonly others: number;
}

/** Two days, or eight hours of sixty instances with their frame rates, stay as they are. */
const BOUNDS: Bounds = { readings: 6_000_000, samples: 200_000, lives: 20_000, others: 20_000 };

const LIFE_EVENTS: ReadonlySet<string> = new Set(['launch', 'ready', 'confirm', 'exit']);

interface Kept extends Joined {
  readonly readings: number;
}

function kept(joined: Joined): Kept {
  return { ...joined, readings: readingsIn(joined.sample) };
}

/** What each instance and each core told is most of a long trace, and the decision is made without it. */
function boxOnly({ sample, count }: Joined): Kept {
  const { instances: _i, cores: _c, ...box } = sample;
  return kept({ sample: box, count });
}

/**
 * A trace of any length in bounded memory. As long as it fits, every line is kept as it is. Else what is told of each instance and core
 * goes first, and then neighbouring samples become one: ticks grow twice as long until all fits, and a warning says so.
 */
export class BoundedGathering implements Gathering {
  readonly #file: string;
  readonly #bounds: Bounds;
  #meta: TraceMeta = { type: 'meta' };
  #samples: Kept[] = [];
  #readings = 0;
  #boxOnly = false;
  /** Null as long as no samples are joined. */
  #tick: Seconds | null = null;
  /** Of the lines as they stand in the file: joined samples no longer tell. */
  readonly #order = new TimeOrder();
  readonly #lives: TraceEvent[] = [];
  #others: TraceEvent[] = [];

  constructor(file: string, bounds: Bounds = BOUNDS) {
    this.#file = file;
    this.#bounds = bounds;
  }

  addMeta(meta: TraceMeta): void {
    this.#meta = meta;
  }

  addSample(sample: Sample): void {
    this.#order.add(sample.t);
    const whole = { sample, count: 1 };
    this.#add(this.#boxOnly ? boxOnly(whole) : kept(whole));
    if (this.#readings > this.#bounds.readings && !this.#boxOnly) {
      this.#boxOnly = true;
      this.#rebuild(this.#samples.map(boxOnly));
    }
    while (this.#isTooMuch()) this.#coarsen();
  }

  addEvent(event: TraceEvent, line: number): void {
    if (LIFE_EVENTS.has(event.event)) {
      if (this.#lives.length >= this.#bounds.lives)
        throw new Problem('import.line', {
          ...{ file: this.#file, line, column: 1 },
          ...{ expected: `lives ${this.#bounds.lives}`, found: event.event.slice(0, 60) },
        });
      this.#lives.push(event);
      return;
    }
    this.#others.push(event);
    if (this.#others.length >= 2 * this.#bounds.others)
      this.#others = this.#others.slice(-this.#bounds.others);
  }

  whole(): Omit<Recording, 'cutOff'> {
    const tick = this.#tick;
    const samples = this.#samples.map(({ sample }) => sample);
    const events = [...this.#lives, ...this.#others.slice(-this.#bounds.others)];
    if (tick === null) return { meta: this.#meta, samples, events };
    const coarse: TraceEvent = { type: 'event', t: 0, event: 'warning', code: 'import-coarse', tick };
    return {
      meta: { ...this.#meta, tick },
      samples: samples.toSorted((a, b) => a.t - b.t),
      events: [coarse, ...this.#order.told(), ...events],
    };
  }

  #isTooMuch(): boolean {
    const { readings, samples } = this.#bounds;
    return this.#samples.length > 1 && (this.#readings > readings || this.#samples.length > samples);
  }

  /** One tick is one sample: a second one within it is joined to the first. */
  #add(added: Kept): void {
    const last = this.#samples.at(-1);
    if (last && this.#tick !== null && this.#placeOf(last) === this.#placeOf(added)) {
      this.#samples.pop();
      this.#readings -= last.readings;
      this.#push(kept(joinSamples(last, added)));
    } else this.#push(added);
  }

  #push(added: Kept): void {
    this.#samples.push(added);
    this.#readings += added.readings;
  }

  #placeOf({ sample }: Kept): number {
    return Math.ceil(sample.t / (this.#tick ?? 1));
  }

  #coarsen(): void {
    this.#tick = 2 * (this.#tick ?? this.#meta.tick ?? DEFAULT_TICK);
    // A file may have its lines in any order, and only neighbours in time are joined.
    this.#rebuild(this.#samples.toSorted((a, b) => a.sample.t - b.sample.t));
  }

  #rebuild(samples: readonly Kept[]): void {
    this.#samples = [];
    this.#readings = 0;
    for (const one of samples) this.#add(one);
  }
}
