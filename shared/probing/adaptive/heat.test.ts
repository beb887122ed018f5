import { describe, expect, it } from 'vitest';
import type { Sample } from '../../model/trace.ts';
import type { Stretch } from '../stretches.ts';
import { Column } from './columns.ts';
import { clockView } from './card-clock.ts';
import { atLimit, limitInWork, stillFalls } from './clock-at-limit.ts';
import { believeHeat } from './heat.ts';
import type { MatureStretch } from './maturity.ts';
import { believeThrottling, clockAt, type Throttling } from './throttling.ts';

const GPU = { resource: 'gpu', index: 0 } as const;
const NEVER: Throttling = { onset: null, perDegree: 0, logWeight: 0 };

/** A card of our making: 35 °C idle, 55 °C more at full power, two minutes behind, 2 % a degree from 72 °C on. */
const CARD = { ambient: 35, rise: 55, seconds: 120 };
const TRUE = { onset: 72, perDegree: 0.02, logWeight: 0 };

interface Told {
  readonly clocks?: boolean;
  readonly temperatures?: boolean;
}

/** Seconds of a card that is asked for so much work, each as long as it says. */
function heated(
  phases: readonly { readonly work: number; readonly n: number; readonly seconds: number }[],
  { clocks = true, temperatures = true }: Told = {},
): Sample[] {
  let [celsius, t] = [CARD.ambient, 0];
  return phases.flatMap(({ work, n, seconds }) =>
    Array.from({ length: seconds }, (): Sample => {
      const clock = clockAt(TRUE, celsius);
      celsius += (CARD.ambient + (CARD.rise * work * clock) / 100 - celsius) / CARD.seconds;
      return {
        type: 'sample',
        t: ++t,
        n,
        gpu: [Math.min(100, work / clock)],
        ...(clocks && { clock: [100 * clock] }),
        ...(temperatures && { temperature: [Math.round(celsius)] }),
      };
    }),
  );
}

function settled(samples: readonly Sample[], from = 0): MatureStretch {
  const own = samples.filter(({ t }) => t > from);
  const stretch: Stretch = { n: own[0]?.n ?? 0, from, to: own.at(-1)?.t ?? from, samples: own, alive: [] };
  return { stretch, settledFrom: from, notBefore: from, fresh: 0 };
}

/** Where the card of our making ends up at a load, by its own equations. */
function equilibrium(load: number) {
  let [celsius, clock] = [CARD.ambient, 1];
  for (let i = 0; i < 5000; i++) {
    clock = clockAt(TRUE, celsius);
    celsius += (CARD.ambient + (CARD.rise * load * clock ** 2) / 100 - celsius) / 100;
  }
  return { celsius, clock };
}

describe('a card that grows hot', () => {
  const idle = { work: 0, n: 0, seconds: 10 };

  it('is known to be on its way long before it is there', () => {
    const heat = believeHeat(heated([idle, { work: 80, n: 4, seconds: 100 }]), 0);
    expect(heat?.now).toBeLessThan(60);
    const { mean, deviation } = heat?.settlesAt(60, 1) ?? { mean: 0, deviation: 0 };
    expect(Math.abs(mean - (CARD.ambient + CARD.rise * 0.6))).toBeLessThan(3 * deviation);
    expect(heat?.toCome).toBeGreaterThan((heat?.now ?? 0) + 5);
  });

  it('says nothing where no temperature is told', () => {
    expect(
      believeHeat(heated([idle, { work: 80, n: 4, seconds: 100 }], { temperatures: false }), 0),
    ).toBeNull();
  });

  it('shows by its clocks from when on it slows down, and how much', () => {
    const samples = heated([idle, { work: 85, n: 4, seconds: 600 }]);
    const ways = believeThrottling(samples, [0], [null]);
    const best = ways.reduce((a, b) => (b.logWeight > a.logWeight ? b : a));
    for (const celsius of [72, 74, 76])
      expect(Math.abs(clockAt(best, celsius) - clockAt(TRUE, celsius))).toBeLessThan(0.01);
  });

  it('is believed when it tells where it slows down, and not to slow down where it stays cooler', () => {
    const samples = heated([idle, { work: 40, n: 2, seconds: 120 }]);
    const ways = believeThrottling(samples, [0], [83]);
    const likeliest = ways.filter(({ onset }) => onset === 83);
    const weight = (some: readonly Throttling[]) =>
      some.reduce((sum, { logWeight }) => sum + Math.exp(logWeight), 0);
    expect(weight(likeliest) / weight(ways)).toBeGreaterThan(0.5);
    const at = atLimit(60, believeHeat(samples, 0));
    for (const one of likeliest) expect(limitInWork(at, GPU, one, false, []).mean).toBeGreaterThan(0.97 * 60);
  });

  it('has a lower limit in work where heat takes the clock down', () => {
    const samples = heated([idle, { work: 84, n: 4, seconds: 700 }]);
    const at = atLimit(85, believeHeat(samples, 0));
    const { mean, variance } = limitInWork(at, GPU, TRUE, true, [settled(samples, 20)]);
    expect(Math.abs(mean - 85 * equilibrium(85).clock)).toBeLessThan(1 + 3 * Math.sqrt(variance));
    expect(limitInWork(at, GPU, NEVER, false, []).mean).toBe(85);
  });

  it('takes loads to work by its clock, read or thought', () => {
    const phases = [idle, { work: 80, n: 4, seconds: 600 }];
    for (const clocks of [true, false]) {
      const samples = heated(phases, { clocks });
      const { stretch } = settled(samples, 30);
      const view = clockView(0, clocks, TRUE, 80);
      const column = new Column(
        Float64Array.from(stretch.samples, ({ t }) => t),
        Float64Array.from(stretch.samples, ({ gpu }) => gpu?.[0] ?? 0),
      );
      const work = view.toWork(stretch, column).column.values;
      const last = work.slice(-50).reduce((sum, value) => sum + value, 0) / 50;
      expect(Math.abs(last - 80)).toBeLessThan(clocks ? 0.1 : 1);
    }
  });

  it('is seen to slow down by its clock alone', () => {
    const blind = { temperatures: false };
    const falling = heated([idle, { work: 85, n: 4, seconds: 260 }], blind);
    expect(stillFalls(GPU, [settled(falling, 20)])).toBe(true);
    const arrived = heated([idle, { work: 85, n: 4, seconds: 2000 }], blind);
    expect(stillFalls(GPU, [settled(arrived, 20)])).toBe(false);
    const cool = heated([idle, { work: 40, n: 2, seconds: 260 }], blind);
    expect(stillFalls(GPU, [settled(cool, 20)])).toBe(false);
  });
});

describe('a clock that rises with load', () => {
  it('is read between the looks next to the limit', () => {
    const at = (load: number, clock: number, from: number): MatureStretch =>
      settled(
        Array.from({ length: 20 }, (_, i): Sample => ({
          type: 'sample',
          t: from + i + 1,
          n: 1,
          gpu: [load],
          clock: [clock],
        })),
        from,
      );
    const { mean } = limitInWork(atLimit(85, null), GPU, NEVER, true, [at(80, 90, 0), at(90, 100, 20)]);
    expect(mean).toBeCloseTo(85 * 0.95, 6);
    // Only lower loads were seen: it may go on rising as it did.
    const below = limitInWork(atLimit(85, null), GPU, NEVER, true, [at(20, 60, 0), at(40, 70, 20)]);
    expect(below.mean).toBeGreaterThan(85 * 0.7);
    expect(below.mean).toBeLessThan(85);
    expect(below.variance).toBeGreaterThan(0);
  });
});
