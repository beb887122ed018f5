import { describe, expect, it } from 'vitest';
import { settingsFor } from '../../../build/test/simulated-probe.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import { begin, conclude, decide, observe, type ProbeState } from '../../../shared/probing/controller.ts';
import { concludeRecording, metaOf } from '../../../shared/probing/recording.ts';
import { confirmEvent } from '../../../shared/probing/operator.ts';
import { progress } from '../../../shared/probing/progress.ts';
import { worldSpec } from './families.ts';
import type { WorldSpec } from './spec.ts';
import { truthOf } from './truth.ts';
import { World } from './world.ts';

/** Somebody who launches and ends copies by hand, and waits in between as people do. */
class Hand {
  state: ProbeState;
  readonly #world: World;

  constructor(spec: WorldSpec) {
    this.state = begin(settingsFor(spec, { method: 'manual' }));
    this.#world = new World(spec);
  }

  wait(seconds: number): this {
    for (let passed = 0; passed < seconds; passed++) {
      // The controller wants nothing of its own.
      expect(decide(this.state)).toEqual({ do: 'advance', seconds: 1 });
      this.#take(this.#world.advance(1));
    }
    return this;
  }
  launch(): this {
    this.#world.launch();
    return this.#take([]);
  }
  stopNewest(): this {
    this.#world.stop(Math.max(...this.#world.running));
    return this.#take([]);
  }
  end(): Verdict {
    return conclude(this.state, { by: 'operator' });
  }
  #take(samples: ReturnType<World['advance']>): this {
    this.state = observe(this.state, { samples, events: this.#world.takeEvents() });
    return this;
  }
}

/** Up one after the other, uneven dwells, to two above what the box carries. */
function climbed(spec: WorldSpec): Hand {
  const hand = new Hand(spec).wait(15);
  for (let n = 1; n <= Math.min(spec.cap, truthOf(spec).capacity + 2); n++)
    hand.launch().wait(60 + ((n * 37) % 50));
  return hand;
}

describe('a run in which somebody moves n by hand', { timeout: 120_000 }, () => {
  const boxes = [
    'gpu-bound',
    'cpu-bound',
    'ram-bound',
    'one-thread',
    'never-reached',
    'rising-clocks',
  ].flatMap((family) =>
    [601, 602, 603].map((seed) => worldSpec(family, seed)).filter((spec) => truthOf(spec).capacity <= 12),
  );

  it('is judged by the same mathematics: right on nine boxes of ten, and hardly ever too high', () => {
    const found = boxes.map((spec) => ({ truth: truthOf(spec).capacity, verdict: climbed(spec).end() }));
    expect(found.length).toBeGreaterThan(8);
    expect(found.filter(({ truth, verdict }) => verdict.capacity === truth).length).toBeGreaterThanOrEqual(
      0.85 * found.length,
    );
    expect(found.filter(({ truth, verdict }) => (verdict.capacity ?? 0) > truth).length).toBeLessThanOrEqual(
      1,
    );
  });

  it('still knows later what it said was known: whoever follows the sign, goes back and waits is told no less', () => {
    for (const spec of boxes.slice(0, 9)) {
      const hand = new Hand(spec).wait(10);
      const most = Math.min(3, truthOf(spec).capacity - 1);
      const signed = () => progress(hand.state).level?.enough === true;
      for (let n = 1; n <= most; n++) {
        hand.launch();
        for (let waited = 0; waited < 400 && !signed(); waited++) hand.wait(1);
        expect(signed()).toBe(true);
      }
      hand.stopNewest();
      for (let waited = 0; waited < 12; waited++)
        expect(hand.wait(8).end().capacity ?? 0).toBeGreaterThanOrEqual(most);
    }
  });

  it('may go up and down, and gives the same answer when it is read back', () => {
    const [spec] = boxes;
    if (!spec) throw new Error('no box');
    const n = truthOf(spec).capacity;
    const hand = climbed(spec).stopNewest().wait(40).stopNewest().wait(50).launch().wait(70);
    const verdict = hand.end();
    expect(verdict.capacity).toBe(n);
    const { settings, history } = hand.state;
    const meta = { type: 'meta' as const, ...metaOf(settings) };
    const again = concludeRecording({ meta, ...history, cutOff: false });
    expect({ ...again, wouldChange: null, warnings: [] }).toEqual({
      ...verdict,
      wouldChange: null,
      warnings: [],
    });
  });

  it('claims no more than was tried', () => {
    const spec = worldSpec('gpu-bound', 601);
    const verdict = new Hand(spec).wait(12).launch().wait(80).launch().wait(60).end();
    expect(verdict).toMatchObject({
      verdict: 'at-least',
      capacity: 2,
      loadCapacity: 2,
      limitedBy: { reason: 'budget' },
    });
  });

  it('counts only what came after the word that the heavy scene is there', () => {
    const spec = worldSpec('gpu-bound', 601);
    const hand = new Hand(spec).wait(12).launch().wait(60);
    // In a menu, by the readings: a third of the load.
    const { samples, events } = hand.state.history;
    const menu = samples.map((sample) =>
      sample.n === 1 && sample.t <= 60
        ? { ...sample, gpu: sample.gpu?.map((load) => (load === null ? null : load / 3)) ?? [] }
        : sample,
    );
    const early: ProbeState = { ...hand.state, history: { samples: menu, events } };
    const gpuAt1 = (state: ProbeState) =>
      conclude(state, { by: 'operator' }).levels.find(({ n }) => n === 1)?.gpu?.[0]?.mean ?? 0;
    hand.state = { ...early, history: { ...early.history, events: [...events, confirmEvent(60, 1)] } };
    hand.wait(60);
    const heavy = hand.state.history.samples.filter(({ t }) => t > 62).map(({ gpu }) => gpu?.[0] ?? 0);
    const mean = heavy.reduce((sum, load) => sum + load, 0) / heavy.length;
    expect(Math.abs(gpuAt1(hand.state) - mean)).toBeLessThan(0.06 * mean);
  });
});
