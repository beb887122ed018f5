import type { Seconds } from '../../../shared/model/units.ts';
import type { Clock } from '../../os/clock.ts';

/** No sample has from < t ≤ to. */
export interface Gap {
  readonly from: Seconds;
  readonly to: Seconds;
  /** How long the machine slept, where that is why. */
  readonly asleep?: Seconds;
}

export interface Tick {
  /** Seconds since the run's start, on the grid of ticks. */
  readonly t: Seconds;
  readonly gap: Gap | null;
  /** Whether a sample stands for this tick; false where the gap goes up to it. */
  readonly sampled: boolean;
}

export interface TickOptions {
  readonly clock: Clock;
  /** The run's start on the clock. */
  readonly began: Seconds;
  readonly tick: Seconds;
  readonly signal: AbortSignal;
}

/** Sleep shorter than this is not told from what the two clocks differ by in any case. */
const LEAST_SLEEP: Seconds = 0.5;
/** Sums of ticks such as 0.1 s must come out as what they stand for. */
const onGrid = (time: Seconds): Seconds => Math.round(time * 1e6) / 1e6;

/**
 * Calls back once per tick, one call at a time, until aborted. Deadlines are absolute. A tick is missed when the next
 * one is due before we get round to it.
 */
export async function runTicks(
  { clock, began, tick, signal }: TickOptions,
  onTick: (tick: Tick) => Promise<void>,
): Promise<void> {
  let asleep = clock.asleep();
  for (let last = 0; ;) {
    if (!(await clock.wait(began + (last + 1) * tick, signal))) return;
    const passed = Math.floor((clock.now() - began) / tick + 1e-9);
    const current = Math.max(last + 1, passed);
    const [from, t] = [onGrid(last * tick), onGrid(current * tick)];

    const now = clock.asleep();
    const slept = now === null || asleep === null ? 0 : now - asleep;
    asleep = now ?? asleep;
    if (slept >= LEAST_SLEEP) {
      await onTick({ t, gap: { from, to: t, asleep: onGrid(slept) }, sampled: false });
    } else {
      const gap = current > last + 1 ? { from, to: onGrid((current - 1) * tick) } : null;
      await onTick({ t, gap, sampled: true });
    }
    last = current;
  }
}
