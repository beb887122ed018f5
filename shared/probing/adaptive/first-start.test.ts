import { describe, expect, it } from 'vitest';
import { probeSettings } from '../../../build/test/probe-settings.ts';
import type { Sample, TraceEvent } from '../../model/trace.ts';
import type { Seconds } from '../../model/units.ts';
import { begin, conclude, observe } from '../controller.ts';
import { maturityOf } from './maturity.ts';

const SETTINGS = probeSettings();
const LAUNCHED: Seconds = 8;
/** Memory has come to rest by then. */
const RESTED: Seconds = 20;

interface Program {
  /** What its card shows at a second. */
  readonly gpu: (t: Seconds) => number;
  readonly ready?: Seconds;
}

/** When the first copy of a program is believed to have loaded: the second at which it is known, and since when it counts. */
function firstSettles({ gpu, ready }: Program): { readonly known: Seconds; readonly from: Seconds } | null {
  const events: TraceEvent[] = [{ type: 'event', t: LAUNCHED, event: 'launch', instance: 1 }];
  let state = observe(begin(SETTINGS), { samples: [], events: [] });
  for (let t = 1; t <= 300; t++) {
    const loaded = Math.min(1, Math.max(0, (t - LAUNCHED) / (RESTED - LAUNCHED)));
    const n = t > LAUNCHED ? 1 : 0;
    // A scene that goes to and fro by a point.
    const wave = n * Math.sin(t);
    const sample: Sample = {
      type: 'sample',
      t,
      n,
      cpu: 6 + 8 * n + wave,
      gpu: [gpu(t) + wave],
      ram: 20 + 9 * loaded,
    };
    state = observe(state, {
      samples: [sample],
      events: [
        ...(t === LAUNCHED ? events : []),
        ...(t === ready ? [{ type: 'event' as const, t, event: 'ready', instance: 1 }] : []),
      ],
    });
    const found = maturityOf(state.history, SETTINGS).stretches.find(
      ({ stretch, settledFrom }) => stretch.n === 1 && settledFrom !== null,
    );
    if (found) return { known: t, from: found.settledFrom ?? 0 };
  }
  return null;
}

const running = (t: Seconds) => (t > RESTED ? 30 : 3);

describe('a first copy', () => {
  it('that says "ready" as it comes to rest is believed soon', () => {
    expect(firstSettles({ gpu: running, ready: RESTED + 2 })?.known).toBeLessThanOrEqual(RESTED + 12);
  });

  it('that says nothing must stand still for fifty seconds', () => {
    const settled = firstSettles({ gpu: running });
    expect(settled?.known).toBeGreaterThanOrEqual(RESTED + 49);
    expect(settled?.known).toBeLessThanOrEqual(RESTED + 55);
  });

  it('that says it late, while all stands still, is watched for twenty seconds more', () => {
    const settled = firstSettles({ gpu: running, ready: RESTED + 12 });
    expect(settled?.known).toBeGreaterThanOrEqual(RESTED + 12 + 20 - 1);
    expect(settled?.known).toBeLessThanOrEqual(RESTED + 12 + 25);
  });

  it('that takes more than a limit allows needs no such time, for what loads takes no more than what runs', () => {
    const settled = firstSettles({ gpu: (t) => (t > RESTED ? 97 : 3) });
    expect(settled?.known).toBeGreaterThanOrEqual(RESTED + 24);
    expect(settled?.known).toBeLessThanOrEqual(RESTED + 32);
  });

  it('whose card begins its work late is watched from then on, and not taken for what it was before', () => {
    for (const begins of [60, 71, 100, 130]) {
      const settled = firstSettles({ gpu: (t) => (t > begins ? 30 : 3) });
      expect(settled?.from).toBeGreaterThanOrEqual(begins);
      expect(settled?.known).toBeGreaterThanOrEqual(begins + 49);
    }
  });

  it('whose card slowly becomes busier is not taken for loaded as soon as it is no longer idle', () => {
    const slowly = (t: Seconds) => 3 + 30 * Math.min(1, Math.max(0, (t - LAUNCHED) / 110) ** 3);
    expect(firstSettles({ gpu: slowly })?.known).toBeGreaterThan(LAUNCHED + 110);
  });
});

describe('a ramp of fixed dwells, recorded without "ready"', () => {
  /** Copies of 11 points on a box of 2, a level every so many seconds. */
  function ramp(dwell: Seconds) {
    const events: TraceEvent[] = [];
    const samples: Sample[] = [];
    for (let t = 1; t <= 10 * dwell; t++) {
      const n = Math.floor((t - 1) / dwell);
      const [taken, noise] = [2 + 11 * n, ((t * 7919) % 13) / 13 - 0.5];
      samples.push({ type: 'sample', t, n, cpu: 3 + 4 * n + noise, gpu: [Math.min(100, taken + noise)] });
      if (t % dwell === 0 && n < 9) events.push({ type: 'event', t, event: 'launch', instance: n + 1 });
    }
    return observe(begin(SETTINGS), { samples, events });
  }

  it.each([40, 60, 90])('is judged by all its levels, %d s each', (dwell) => {
    const state = ramp(dwell);
    const { stretches } = maturityOf(state.history, SETTINGS);
    expect(stretches.filter(({ settledFrom }) => settledFrom !== null)).toHaveLength(10);
    expect(conclude(state, { by: 'decided' })).toMatchObject({ capacity: 7, safe: 7 });
  });
});
