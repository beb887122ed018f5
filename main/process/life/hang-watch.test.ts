import { describe, expect, it } from 'vitest';
import { hangWatch, type Vitals } from './hang-watch.ts';

const CORES = 4;

/** Readings a second apart; what is told, with when. */
function told(seconds: number, vitals: (second: number) => Partial<Vitals>) {
  const watch = hangWatch(CORES);
  return Array.from({ length: seconds }, (_, at) => {
    const news = watch({ at, cpu: 5, fps: null, windowHangs: null, ...vitals(at) });
    return news ? [{ at, ...news }] : [];
  }).flat();
}

describe('an instance hangs', () => {
  it('when it uses no CPU for ten seconds although it did, until it does again', () => {
    expect(told(90, (at) => ({ cpu: at >= 30 && at < 60 ? 0 : 5 }))).toEqual([
      { at: 40, is: 'hung', by: 'cpu', since: 30 },
      { at: 60, is: 'responding', after: 30 },
    ]);
  });

  it('when a clock tick now and then is all that it uses', () => {
    expect(told(60, (at) => ({ cpu: at < 30 ? 5 : at % 3 === 0 ? 0.05 : 0 }))).toMatchObject([{ by: 'cpu' }]);
  });

  it('when it presents no frame for ten seconds although it did, however busy it is', () => {
    expect(told(90, (at) => ({ fps: at >= 20 && at < 50 ? 0 : 60 }))).toEqual([
      { at: 30, is: 'hung', by: 'frames', since: 20 },
      { at: 50, is: 'responding', after: 30 },
    ]);
  });

  it('at once when its window does not respond: its system has waited already', () => {
    expect(told(60, (at) => ({ windowHangs: at >= 10 && at < 25 }))).toEqual([
      { at: 10, is: 'hung', by: 'window', since: 10 },
      { at: 25, is: 'responding', after: 15 },
    ]);
  });

  it('once, whatever else is silent too', () => {
    expect(told(60, (at) => (at < 20 ? { fps: 60 } : { cpu: 0, fps: 0, windowHangs: true }))).toHaveLength(1);
  });
});

describe('an instance does not hang', () => {
  it.each<[string, (second: number) => Partial<Vitals>]>([
    ['that has always slept', () => ({ cpu: 0 })],
    ['that uses a hundredth of a core now and then', (at) => ({ cpu: at % 10 === 0 ? 0.2 : 0 })],
    ['whose load falls to a twentieth', (at) => ({ cpu: at < 30 ? 5 : 0.25 })],
    ['that pauses for nine seconds at a time', (at) => ({ cpu: at % 20 < 10 ? 5 : 0 })],
    ['whose readings are missing', (at) => ({ cpu: at < 30 ? 5 : null, fps: at < 30 ? 60 : null })],
    ['that has never presented a frame', () => ({ fps: 0 })],
  ])('%s', (_, vitals) => {
    expect(told(300, vitals)).toEqual([]);
  });

  it('after a gap in the readings: few that are far apart say nothing', () => {
    const watch = hangWatch(CORES);
    const quiet = { fps: null, windowHangs: null };
    for (let at = 0; at < 20; at++) watch({ at, cpu: 5, ...quiet });
    expect([60, 61, 62, 63].map((at) => watch({ at, cpu: 0, ...quiet }))).toEqual([null, null, null, null]);
  });
});
