import { describe, expect, it } from 'vitest';
import type { Recording } from '../model/trace-text.ts';
import type { Sample } from '../model/trace.ts';
import { countedLives, namesNobody } from './counted-lives.ts';
import { concludeRecording } from './recording.ts';

const sample = (t: number, n: number, gpu?: number): Sample => ({
  type: 'sample',
  t,
  n,
  ...(gpu !== undefined && { gpu: [gpu] }),
});

/** A ramp of fixed dwells, as somebody's own script records it: no line but readings. Seven fit below 85 %. */
function ramp(counts: readonly number[], dwell: number, loading: number): Recording {
  const noise = (t: number) => ((t * 7919) % 13) / 13 - 0.5;
  const samples: Sample[] = [];
  let loaded = 0;
  for (const n of counts) {
    for (let second = 0; second < dwell; second++) {
      if (second >= loading || n < loaded) loaded = n;
      const t = samples.length + 1;
      samples.push(sample(t, n, 2 + 11 * loaded + noise(t)));
    }
  }
  return { meta: { type: 'meta' }, samples, events: [], cutOff: false };
}

const codes = ({ warnings }: ReturnType<typeof concludeRecording>) => warnings.map(({ code }) => code);

describe('a recording of readings alone', () => {
  it.each([
    [
      'a baseline and a ramp',
      ramp(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => n),
        40,
        8,
      ),
    ],
    ['a ramp without a baseline', ramp([1, 2, 3, 4, 5, 6, 7, 8], 40, 8)],
    ['a ramp up and down', ramp([0, 2, 4, 6, 8, 7, 5], 40, 8)],
  ])('is judged by its counts: %s', (_, recording) => {
    const verdict = concludeRecording(recording);
    expect(verdict).toMatchObject({ verdict: 'knee', capacity: 7 });
    expect(codes(verdict)).toContain('lives-counted');
    expect(verdict.launches).toBe(Math.max(...recording.samples.map(({ n }) => n)));
  });

  it('that never had an instance says nothing of lives', () => {
    const verdict = concludeRecording(ramp([0], 30, 0));
    expect(verdict).toMatchObject({ verdict: 'invalid', reason: 'nothing-measured' });
    expect(codes(verdict)).not.toContain('lives-counted');
  });

  it.each([
    ['a count that no box has', [sample(1, 0), sample(2, 2_000_000_000)]],
    [
      'counts that go up and down without end',
      Array.from({ length: 100_000 }, (_, t) => sample(t + 1, t % 2 === 0 ? 0 : 10_000)),
    ],
  ])('is left as it is where it is no ramp: %s', (_, samples) => {
    expect(countedLives(samples, [], 1)).toEqual([]);
    expect(namesNobody({ samples, events: [] })).toBe(false);
  });

  it('is taken at its word where an event names an instance', () => {
    const launch = { type: 'event' as const, t: 1, event: 'launch', instance: 1 };
    expect(countedLives([sample(1, 0), sample(2, 1)], [launch], 1)).toEqual([]);
  });

  it('has a launch in the tick before n rises and the exit of the newest where it falls', () => {
    const samples = [sample(5, 1), sample(6, 3), sample(7, 2), sample(8, 3)];
    const lives = countedLives(samples, [], 1).filter(({ event }) => event !== 'warning');
    expect(lives.map(({ t, event, instance }) => [t, event, instance])).toEqual([
      [4, 'launch', 1],
      [5, 'launch', 2],
      [5, 'launch', 3],
      [7, 'exit', 3],
      [7, 'launch', 4],
    ]);
  });
});
