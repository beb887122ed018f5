import { describe, expect, it } from 'vitest';
import { mayStart, type BoxBurst } from './paced-start.ts';

const at = (now: number, waited = 0) => ({ now, tick: 1, waited });
const loading = [{ launchedAt: 5 }, { launchedAt: 10.2 }];
const read = (t: number, cpu: number | null, diskWait: number | null = 0): BoxBurst => ({ t, cpu, diskWait });

describe('one more may be started', () => {
  it.each([
    ['at once where nobody is loading', [], read(10, 100, 100), at(10.3)],
    ['when the newest has been read for a tick and there is room', loading, read(12, 40), at(12.1)],
    ['where the box does not tell what it takes', loading, read(12, null, null), at(12.1)],
    ['after ten seconds in any case', loading, read(21, 100, 100), at(21, 10)],
    ['when who is loading has been for more than a minute', loading, read(71, 100, 100), at(71)],
  ])('%s', (_, who, last, moment) => {
    expect(mayStart(who, last, moment)).toBe(true);
  });
});

describe('one more has to wait', () => {
  it.each([
    ['until anything was read', loading, null, at(10.3)],
    ['until the newest has been read for a whole tick', loading, read(11, 10), at(11.1)],
    ['while the processor is full of loading', loading, read(14, 90), at(14.1, 4)],
    ['while programs wait for the disk', loading, read(14, 20, 60), at(14.1, 4)],
  ])('%s', (_, who, last, moment) => {
    expect(mayStart(who, last, moment)).toBe(false);
  });
});
