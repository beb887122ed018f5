import type { Capability } from '../../shared/model/capability.ts';
import type { Host, Sample, TraceEvent } from '../../shared/model/trace.ts';
import type { Seconds } from '../../shared/model/units.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import type { Box, BoxAnswer, BoxInfo, Copying } from './box.ts';
import { localOf } from './local-of.ts';
import type { LocalBox, LocalInstance } from './local/local-box.ts';

/** Where a box takes over from an earlier one. */
export interface Takeover {
  /** Its time 0 in the time of the run. */
  readonly at: Seconds;
  /** The number of the instance before its first. */
  readonly lastInstance: number;
}

/** Times that events of ours carry beside `t`. */
const TIMES: Readonly<Record<string, readonly string[]>> = {
  gap: ['from', 'to'],
  copy: ['from', 'to'],
  hung: ['since'],
};

/**
 * A box whose times and instances go on from those of an earlier one, so that the lines of both are one run. What it is
 * told by the controller is told on in the box's own numbers.
 */
class ContinuedBox implements Box {
  readonly info: BoxInfo;
  readonly #box: Box;
  readonly #after: Takeover;

  constructor(box: Box, after: Takeover) {
    this.#box = box;
    this.#after = after;
    this.info = box.info;
    if (!('keepWith' in box)) return;
    this.keepWith = (keep) => {
      box.keepWith?.((samples, events) => {
        keep(samples.map(this.#sample), events.map(this.#event));
      });
    };
  }

  // Absent where the box has none, because its being there says who keeps the lines.
  keepWith?: NonNullable<Box['keepWith']>;

  async launch(signal?: AbortSignal, byHand?: boolean): Promise<BoxAnswer & { readonly instance: number }> {
    const { instance, events } = await this.#box.launch(signal, byHand);
    return { instance: this.outer(instance), events: events.map(this.#event) };
  }

  async advance(
    seconds: Seconds,
    signal?: AbortSignal,
  ): Promise<BoxAnswer & { readonly samples: readonly Sample[] }> {
    const { samples, events } = await this.#box.advance(seconds, signal);
    return { samples: samples.map(this.#sample), events: events.map(this.#event) };
  }

  copying(): Copying | null {
    return this.#box.copying?.() ?? null;
  }

  async stop(instance: number): Promise<BoxAnswer> {
    const { events } = await this.#box.stop(this.inner(instance));
    return { events: events.map(this.#event) };
  }

  hurry(): void {
    this.#box.hurry?.();
  }

  async close(verdict: Verdict | null): Promise<BoxAnswer> {
    const { events } = await this.#box.close(verdict);
    return { events: events.map(this.#event) };
  }

  protected outer(instance: number): number {
    return instance + this.#after.lastInstance;
  }

  protected inner(instance: number): number {
    return instance - this.#after.lastInstance;
  }

  /** Both are on the grid of ticks or of milliseconds, and so is their sum. */
  protected time(t: Seconds): Seconds {
    return Math.round((t + this.#after.at) * 1e6) / 1e6;
  }

  readonly #event = (event: TraceEvent): TraceEvent => {
    const times = (TIMES[event.event] ?? []).flatMap((field): [string, Seconds][] => {
      const value = event[field];
      return typeof value === 'number' ? [[field, this.time(value)]] : [];
    });
    return {
      ...event,
      ...Object.fromEntries(times),
      t: this.time(event.t),
      ...(typeof event.instance === 'number' && { instance: this.outer(event.instance) }),
    };
  };

  readonly #sample = (sample: Sample): Sample => ({
    ...sample,
    t: this.time(sample.t),
    ...(sample.fps && {
      fps: sample.fps.map((one) => ({ ...one, instance: this.outer(one.instance) })),
    }),
    ...(sample.instances && {
      instances: sample.instances.map((one) => ({ ...one, instance: this.outer(one.instance) })),
    }),
  });
}

class ContinuedLocalBox extends ContinuedBox implements LocalBox {
  readonly #local: LocalBox;

  constructor(local: LocalBox, after: Takeover) {
    super(local, after);
    this.#local = local;
  }

  get capabilities(): readonly Capability[] {
    return this.#local.capabilities;
  }

  instances(): readonly LocalInstance[] {
    return this.#local.instances().map((one) => ({
      ...one,
      instance: this.outer(one.instance),
      startedAt: one.startedAt === null ? null : this.time(one.startedAt),
    }));
  }

  log(instance: number, lines: number): readonly string[] {
    return this.#local.log(this.inner(instance), lines);
  }

  confirm(instance: number): void {
    this.#local.confirm(this.inner(instance));
  }

  inventory(): Promise<Host> {
    return this.#local.inventory();
  }
}

/** The same box as one that goes on where an earlier one was left. */
export function continueBox(box: Box, after: Takeover): Box {
  const local = localOf(box);
  return local ? new ContinuedLocalBox(local, after) : new ContinuedBox(box, after);
}
