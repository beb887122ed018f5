import type { Capability, ReadingName, Unavailable } from '../../../shared/model/capability.ts';
import type { Seconds } from '../../../shared/model/units.ts';
import type { Clock } from '../../os/clock.ts';
import type { PartialReading, Provider, ProviderStart } from '../provider.ts';
import type { Gpus, InstancePids, ReaderReplaced } from '../sampler.ts';
import { startDriverProcess, type DriverProcess } from './driver-process.ts';
import type { DriverSourceName } from './driver-source.ts';

export interface DriverProviderOptions {
  readonly source: DriverSourceName;
  /** What it may be able to read, for when it cannot even say so. */
  readonly readings: readonly ReadingName[];
  readonly clock: Clock;
  /** Says at once, and without a process, that there is nothing to read here; null where there may be. */
  readonly absent: () => Unavailable | null;
  readonly start?: (source: DriverSourceName) => DriverProcess;
}

/** Less than the shortest patience of the sampler, so that a hung call costs the reading it happened in and no other. */
const HUNG_AFTER: Seconds = 0.8;
/** A driver that sleeps while nobody uses it takes seconds to wake. */
const OPEN_PATIENCE: Seconds = 15;
const MOST_REPLACEMENTS = 3;
/** After so many good readings in a row an earlier replacement is history. */
const FORGIVEN_AFTER = 600;

class HungError extends Error {}

/** What one sampler process reads. One that hangs or dies is replaced; after three times the source is given up. */
export function driverProvider(options: DriverProviderOptions): Provider {
  const { source, readings, clock, absent, start = startDriverProcess } = options;
  const life = new AbortController();
  let current: DriverProcess | null = null;
  /** While a new process is opening its driver. */
  let opening: Promise<void> | null = null;
  let cards: Gpus = [];
  let cardsAreNew = false;
  let replacements = 0;
  let goodReadings = 0;
  let lost: Error | null = null;
  let notices: ReaderReplaced[] = [];
  const ending = new Set<Promise<void>>();

  const unavailable = (why: Unavailable): ProviderStart => ({
    capabilities: readings.map((reading): Capability => ({ reading, source, available: false, why })),
  });

  /** @throws Error where it does not come in time, or not at all */
  const inTime = async <T>(answer: Promise<T>, patience: Seconds): Promise<T> => {
    const over = new AbortController();
    const stop = AbortSignal.any([over.signal, life.signal]);
    const late = clock.wait(clock.now() + patience, stop).then((): never => {
      throw new HungError(`${source} has not answered for ${patience} s`);
    });
    late.catch(() => undefined);
    answer.catch(() => undefined);
    try {
      return await Promise.race([answer, late]);
    } finally {
      over.abort();
    }
  };

  const end = (process: DriverProcess | null) => {
    const killed = process?.kill();
    if (!killed) return;
    ending.add(killed);
    void killed.finally(() => ending.delete(killed));
  };

  const replace = (error: unknown) => {
    end(current);
    current = null;
    goodReadings = 0;
    if (life.signal.aborted) return;
    if (replacements >= MOST_REPLACEMENTS) {
      const reason = error instanceof Error ? error.message : String(error);
      lost = new Error(`${reason}; it had been started anew ${MOST_REPLACEMENTS} times`);
      return;
    }
    replacements += 1;
    const cause = error instanceof HungError ? 'hung' : 'ended';
    notices.push({ code: 'reader-replaced', source, cause, replacements });
    const fresh = start(source);
    current = fresh;
    opening = inTime(fresh.open(cards), OPEN_PATIENCE)
      .then(({ gpus = [] }) => {
        opening = null;
        if (gpus.length <= cards.length) return;
        cards = gpus;
        cardsAreNew = true;
      })
      .catch((again: unknown) => {
        opening = null;
        replace(again);
      });
  };

  const readNow = async (instances: InstancePids): Promise<PartialReading> => {
    // A process that is just starting gets the time that a reading would have had.
    if (opening) await inTime(opening, HUNG_AFTER).catch(() => undefined);
    if (lost) throw lost;
    if (opening || !current) return {};
    try {
      const reading = await inTime(current.read(instances), HUNG_AFTER);
      goodReadings += 1;
      if (goodReadings >= FORGIVEN_AFTER) replacements = 0;
      if (!cardsAreNew) return reading;
      cardsAreNew = false;
      return { gpus: cards, ...reading };
    } catch (error) {
      replace(error);
      return {};
    }
  };

  return {
    source,
    open: async () => {
      const why = absent();
      if (why) return unavailable(why);
      const first = start(source);
      current = first;
      try {
        const started = await inTime(first.open([]), OPEN_PATIENCE);
        cards = started.gpus ?? [];
        if (started.capabilities.some(({ available }) => available)) return started;
        current = null;
        end(first);
        return started;
      } catch (error) {
        current = null;
        end(first);
        const reason = error instanceof Error ? error.message : String(error);
        return unavailable({ code: 'driver-refuses', driver: source, reason });
      }
    },
    read: async (instances) => {
      const reading = await readNow(instances);
      if (notices.length === 0) return reading;
      const told = notices;
      notices = [];
      return { ...reading, notices: told };
    },
    close: async () => {
      life.abort();
      end(current);
      current = null;
      await Promise.all(ending);
    },
  };
}
