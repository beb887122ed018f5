import { describe, expect, it } from 'vitest';
import { explainWarning } from '../explain/verdict.ts';
import { LANGUAGES } from '../locale/language.ts';
import type { Sample, TraceEvent } from '../model/trace.ts';
import type { History } from './history.ts';
import { judgeRecording } from './recording.ts';
import {
  EVENTS_OFF,
  READINGS_BACK,
  READINGS_DISORDERED,
  misplacedReadings,
  toldTimesWarnings,
} from './told-times.ts';

const sample = (t: number): Sample => ({ type: 'sample', t, n: 0 });
const event = (t: number, name: string, more: object = {}): TraceEvent => ({
  type: 'event',
  t,
  event: name,
  ...more,
});
const told = (code: string, count: number, t: number, after: number, names: string[] = []) =>
  event(after, 'warning', { code, count, names, first: { t, after }, last: { t: t + 1, after: after + 1 } });
const history = (events: readonly TraceEvent[]): History => ({ samples: [sample(100)], events });

describe('times that cannot be', () => {
  it('are one warning of each kind, however often they were told', () => {
    const warnings = toldTimesWarnings(
      history([
        told(READINGS_BACK, 1, 3, 40),
        told(EVENTS_OFF, 1, 900, 50, ['exit']),
        told(EVENTS_OFF, 2, 2, 60, ['ready', 'exit']),
        told(READINGS_BACK, 51, 44, 90),
      ]),
    );
    expect(warnings).toEqual([
      {
        code: READINGS_BACK,
        text: '',
        data: { count: 52, names: [], first: { t: 3, after: 40 }, last: { t: 45, after: 91 } },
      },
      {
        code: EVENTS_OFF,
        text: '',
        data: { count: 3, names: ['exit', 'ready'], first: { t: 900, after: 50 }, last: { t: 3, after: 61 } },
      },
    ]);
  });

  it('are seen in a recording: gone or ready before the launch', () => {
    const [warning] = toldTimesWarnings(
      history([
        event(50, 'launch', { instance: 1 }),
        event(20, 'exit', { instance: 1 }),
        event(10, 'launch', { instance: 2 }),
        event(20, 'ready', { instance: 2 }),
      ]),
    );
    expect(warning).toMatchObject({
      code: EVENTS_OFF,
      data: { count: 1, names: ['exit'], first: { t: 20, after: 50 } },
    });
  });

  it('are readings that a recording has twice, or of no time at all', () => {
    expect(misplacedReadings([sample(1), sample(2), sample(3)])).toEqual([]);
    expect(misplacedReadings([sample(0), sample(1), sample(2), sample(2)])).toMatchObject([
      { code: READINGS_BACK, count: 2, first: { t: 0 }, last: { t: 2 } },
    ]);
  });

  it('are readings that stand behind later ones in a recording: none of them is lost', () => {
    const samples = [1, 5, 3, 6, 2, 4, 7].map(sample);
    expect(misplacedReadings(samples)).toMatchObject([
      { code: READINGS_DISORDERED, count: 3, first: { t: 3, after: 5 }, last: { t: 4, after: 6 } },
    ]);
    // One that is told twice is left out, and is told as that alone.
    expect(misplacedReadings([...[1, 2, 3].map(sample), sample(2)])).toMatchObject([
      { code: READINGS_BACK, count: 1 },
    ]);
    const { warnings } = judgeRecording({ meta: { type: 'meta' }, samples, events: [], cutOff: false });
    expect(warnings).toContainEqual({
      code: READINGS_DISORDERED,
      text: '',
      data: { count: 3, names: [], first: { t: 3, after: 5 }, last: { t: 4, after: 6 } },
    });
  });

  it('are nothing in a run that is well', () => {
    expect(toldTimesWarnings(history([event(1, 'launch', { instance: 1 })]))).toEqual([]);
  });

  it.each(LANGUAGES)('are told in words, with how many and when, in %s', (language) => {
    const [readings, disorder, events] = toldTimesWarnings(
      history([
        told(READINGS_BACK, 52, 3, 40),
        told(READINGS_DISORDERED, 61, 7, 80),
        told(EVENTS_OFF, 1, 900, 50, ['exit']),
      ]),
    );
    const text = explainWarning(readings!, language);
    for (const number of ['52', '3', '40', '4', '41']) expect(text).toContain(number);
    for (const number of ['61', '7', '80', '8', '81'])
      expect(explainWarning(disorder!, language)).toContain(number);
    expect(explainWarning(events!, language)).toMatch(language === 'en' ? /ended.*900 s/u : /退出.*900 秒/u);
  });
});
