import { EventEmitter, once } from 'node:events';
import type { Sample, TraceEvent } from '../../../shared/model/trace.ts';
import type { Host } from '../../../shared/model/trace.ts';
import type { Seconds } from '../../../shared/model/units.ts';
import type { Clock } from '../../os/clock.ts';
import type { Pid } from '../../os/procfs/process-stat.ts';
import type { Sampler } from '../../sampling/sampler.ts';
import type { Box, BoxAnswer, BoxInfo } from '../box.ts';
import type { Claim } from '../local/claim.ts';
import { noticeBoard } from '../local/notices.ts';
import { runTicks, type Tick } from '../local/run-ticks.ts';
import { toSample } from '../local/to-sample.ts';
import type { Copy } from './image-finder.ts';

export interface WatchedBoxParts {
  readonly tick: Seconds;
  readonly host: Host;
  readonly clock: Clock;
  readonly sampler: Sampler;
  /** The copies that run now; null where nobody said what to count. */
  readonly find: (() => readonly Copy[]) | null;
  readonly claim: Claim;
}

interface Entry {
  readonly instance: number;
  readonly slot: number;
  readonly launchedAt: Seconds;
}

/** Nothing is protected here: what runs is not ours to end. */
const NO_GUARDS = { freeRamMiB: null, freeDiskMiB: null, gpuCelsius: null, budgetSeconds: null };

/**
 * This machine while somebody else opens and closes the copies: it is measured as in a run, and the copies are counted by
 * the name of their image. Nothing is launched and nothing is ended.
 */
export class WatchedBox implements Box {
  readonly info: BoxInfo;
  readonly #parts: WatchedBoxParts;
  readonly #began: Seconds;
  readonly #notice: ReturnType<typeof noticeBoard>;
  readonly #sounds = new EventEmitter<{ news: [] }>();
  readonly #life = new AbortController();
  readonly #ticking: Promise<void>;
  /** By first process and its start, which name a copy for good. */
  readonly #copies = new Map<string, Entry>();
  #last = 0;
  #samples: Sample[] = [];
  #events: TraceEvent[] = [];
  #failure: Error | null = null;
  #closed = false;

  constructor(parts: WatchedBoxParts) {
    const { tick, host, clock, sampler } = parts;
    this.#parts = parts;
    this.#began = clock.now();
    this.#notice = noticeBoard(NO_GUARDS, sampler.capabilities);
    this.info = {
      name: 'watch',
      clock: 'real',
      tick,
      simulated: false,
      cap: null,
      limits: null,
      host: { ...host, ...(sampler.gpus && { gpus: sampler.gpus }) },
    };
    const ticks = { clock, began: this.#began, tick, signal: this.#life.signal };
    this.#ticking = runTicks(ticks, (now) => this.#onTick(now)).catch((error: unknown) => {
      this.#failure ??= error instanceof Error ? error : new Error(String(error));
      this.#sounds.emit('news');
    });
  }

  launch(): Promise<never> {
    return Promise.reject(new Error('a watched box launches nothing'));
  }

  stop(): Promise<never> {
    return Promise.reject(new Error('a watched box ends nothing'));
  }

  async advance(
    seconds: Seconds,
    signal?: AbortSignal,
  ): Promise<BoxAnswer & { readonly samples: readonly Sample[] }> {
    const wanted = Math.max(1, Math.round(seconds / this.#parts.tick));
    signal?.throwIfAborted();
    while (this.#samples.length < wanted) {
      if (this.#failure) throw this.#failure;
      await once(this.#sounds, 'news', signal && { signal });
    }
    const samples = this.#samples;
    this.#samples = [];
    return { ...this.#answer(), samples };
  }

  async close(): Promise<BoxAnswer> {
    if (!this.#closed) {
      this.#closed = true;
      this.#life.abort();
      await this.#ticking;
      await this.#parts.sampler.close();
      await this.#parts.claim.release();
    }
    return this.#answer();
  }

  #answer(): BoxAnswer {
    const events = this.#events;
    this.#events = [];
    return { events };
  }

  #tell(t: Seconds, event: string, more: Readonly<Record<string, unknown>>): void {
    this.#events.push({ type: 'event', t, event, ...more });
  }

  async #onTick({ t, gap, sampled }: Tick): Promise<void> {
    const { sampler, find, tick } = this.#parts;
    if (gap) this.#tell(t, 'gap', { ...gap });
    const pids = this.#count(find?.() ?? [], t);
    const reading = await sampler.sample(pids);
    for (const notice of reading.notices) this.#tell(t, 'warning', { ...notice });
    for (const { event, ...more } of this.#notice(reading, null, sampler.capabilities))
      this.#tell(t, event, more);
    if (sampled) {
      // A launch at t counts from the next sample.
      const alive = [...this.#copies.values()]
        .filter(({ launchedAt }) => launchedAt < t)
        .map(({ instance }) => ({ instance, fps: null }));
      this.#samples.push(toSample({ t, reading, alive, frames: false, tick }));
    }
    this.#sounds.emit('news');
  }

  #count(copies: readonly Copy[], t: Seconds): ReadonlyMap<number, readonly Pid[]> {
    const keyOf = ({ root, startTicks }: Copy) => `${root} ${startTicks}`;
    const here = new Set(copies.map(keyOf));
    for (const [key, { instance, slot }] of this.#copies) {
      if (here.has(key)) continue;
      this.#copies.delete(key);
      // Whoever opened it has closed it, for all that can be seen from outside.
      this.#tell(t, 'exit', { instance, slot, reason: 'stopped' });
    }
    for (const copy of copies.toSorted((a, b) => b.age - a.age)) {
      if (this.#copies.has(keyOf(copy))) continue;
      this.#last += 1;
      const launchedAt = Math.max(0, Math.round((t - copy.age) * 1000) / 1000);
      const entry = { instance: this.#last, slot: this.#freeSlot(), launchedAt };
      this.#copies.set(keyOf(copy), entry);
      this.#tell(launchedAt, 'launch', { instance: entry.instance, slot: entry.slot });
    }
    return new Map(
      copies.flatMap((copy): [number, readonly Pid[]][] => {
        const entry = this.#copies.get(keyOf(copy));
        return entry ? [[entry.instance, copy.pids]] : [];
      }),
    );
  }

  #freeSlot(): number {
    const taken = new Set([...this.#copies.values()].map(({ slot }) => slot));
    let slot = 1;
    while (taken.has(slot)) slot += 1;
    return slot;
  }
}
