import { describe, expect, it } from 'vitest';
import { probe as simulatedProbe, settingsFor } from '../../../build/test/simulated-probe.ts';
import { begin, conclude, observe } from '../../../shared/probing/controller.ts';
import type { ProbeSettings } from '../../../shared/probing/settings.ts';
import { FAMILY_NAMES, worldSpec } from './families.ts';
import { truthOf } from './truth.ts';
import type { WorldSpec } from './spec.ts';

function probe(spec: WorldSpec, settings: ProbeSettings = settingsFor(spec)) {
  const { state, seconds } = simulatedProbe(spec, settings);
  return { state, seconds, verdict: conclude(state, { by: 'decided' }) };
}

const SEEDS = [302, 304, 305, 306];

describe('the adaptive method', () => {
  const found = FAMILY_NAMES.flatMap((family) =>
    SEEDS.map((seed) => {
      const spec = worldSpec(family, seed);
      const { verdict, seconds } = probe(spec);
      return { family, seed, truth: truthOf(spec).capacity, verdict, seconds };
    }),
  );

  it('is exact on nine boxes of ten, and hardly ever two too high', () => {
    const wrong = found.filter(({ verdict, truth }) => verdict.capacity !== truth);
    expect(wrong.length / found.length).toBeLessThanOrEqual(0.1);
    expect(
      found.filter(({ verdict, truth }) => (verdict.capacity ?? 0) > truth + 1).length,
    ).toBeLessThanOrEqual(2);
  });

  it('takes less time than a minute a level would', () => {
    const [taken, ramp] = found.reduce(
      ([seconds, minutes], one) => [seconds + one.seconds, minutes + 60 * (one.truth + 1)],
      [0, 0],
    );
    expect(taken / ramp).toBeLessThan(0.6);
  });

  it('claims nothing that its own numbers contradict', () => {
    for (const { verdict } of found) {
      const { capacity, safe, interval, confidence } = verdict;
      if (capacity === null || safe === null || interval === null || confidence === null) continue;
      expect(safe).toBeLessThanOrEqual(capacity);
      expect(interval[0]).toBeLessThanOrEqual(capacity);
      expect(interval[1] ?? capacity).toBeGreaterThanOrEqual(capacity);
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThan(1);
    }
  });

  // Each was answered wrongly, and surely, until what is said beside it was mended.
  it.each([
    ['multi-gpu', 450, 'one copy does not show how the next ones go round the cards'],
    ['multi-gpu', 415, 'a counter that does not move in a stretch does not show its step'],
    ['odd-start', 459, 'a ready that comes long after all stood still shows that it was a pause'],
    ['odd-start', 416, 'a first copy that says nothing of use pauses for longer than it was looked at'],
    ['ram-bound', 403, 'memory that is full does not hold, however it seems to grow'],
    ['slow-start', 407, 'a card that stays idle has not begun, though the program said it was ready'],
    ['slow-start', 20033, 'three readings of a card at work are not yet the work'],
    ['slow-start', 20040, 'a card that slowly becomes busier has not begun'],
    ['noisy-background', 437, 'visits differ by what others do on the box'],
    ['cpu-bound', 147, 'two readings that stand out are no wave of which they are the crest'],
    ['odd-start', 115, 'twenty-two copies that took far less than twenty did later had not begun'],
    ['failing-launches', 143, 'what fails as it starts, whichever it is, says little about the box'],
    ['many-gpus', 152, 'coming and going between levels in doubt learns less than staying'],
    ['crash-at-n', 403, 'deaths that come late do not come soon the next time'],
  ])('is not misled by %s %d: %s', (family, seed) => {
    const spec = worldSpec(family, seed);
    expect(probe(spec).verdict.capacity).toBe(truthOf(spec).capacity);
  });

  it('does not give up on a program that fails to start a few times by chance', () => {
    const spec = worldSpec('failing-launches', 430);
    expect(probe(spec).verdict.capacity).toBeGreaterThan(0);
  });

  it('gives a recording the verdict of the live run', () => {
    const spec = worldSpec('gpu-bound', 305);
    const settings = settingsFor(spec);
    const { state, verdict } = probe(spec, settings);
    let replayed = begin(settings);
    for (const sample of state.history.samples)
      replayed = observe(replayed, { samples: [sample], events: [] });
    replayed = observe(replayed, { samples: [], events: state.history.events });
    const again = conclude(replayed, { by: 'decided' });
    expect(again.capacity).toBe(verdict.capacity);
    expect(again.confidence).toBe(verdict.confidence);
    expect(again.interval).toEqual(verdict.interval);
  });

  it('claims no more than it saw where a budget ends it on the way', () => {
    const spec = worldSpec('never-reached', 306);
    const { verdict, state } = probe(spec, settingsFor(spec, { budgetSeconds: 60 }));
    const most = Math.max(0, ...state.history.samples.map(({ n }) => n));
    expect(verdict.verdict === 'at-least' || verdict.verdict === 'invalid').toBe(true);
    expect(verdict.capacity ?? 0).toBeLessThanOrEqual(most);
  });

  it('says that nothing was measured where it was ended before anything settled', () => {
    const spec = worldSpec('slow-start', 304);
    const { verdict } = probe(spec, settingsFor(spec, { budgetSeconds: 25 }));
    expect(verdict).toMatchObject({ verdict: 'invalid', reason: 'nothing-measured', capacity: null });
  });
});
