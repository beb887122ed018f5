import { describe, expect, it } from 'vitest';
import { explainAudience } from '../../../../shared/explain/audience.ts';
import { LANGUAGES } from '../../../../shared/locale/language.ts';
import type { Audience } from '../../../../shared/model/audience.ts';
import { audience } from '../../../../shared/planning/audience.ts';
import type { AudienceInput } from '../../../../shared/planning/audience-input.ts';
import { sampleInput } from '../../../../shared/planning/fixtures/sample-audience.ts';
import { headlineOf } from './headline.ts';
import { keyFigures } from './key-figures.ts';

const HALF = [{ share: 1, minutes: 30, spread: 'exponential' }] as const;
const answer = (changed: Partial<AudienceInput> = {}) => audience(sampleInput(changed));
const headline = (one: Audience) => headlineOf(one, explainAudience(one, 'en'), 'en');
const figures = (one: Audience) =>
  keyFigures(one, 'en').map(({ name, value, beside, bad }) => [name, value, beside, bad]);

describe('an answer at a glance', () => {
  it('says who limits where that was asked', () => {
    expect(headline(answer())).toBe('The uplink limits: 200 Mbit/s carry 25 of the 30 viewers.');
    expect(figures(answer())).toEqual([
      ['need', '240 Mbit/s', 'there are 200 Mbit/s', true],
      ['letIn', '25', '5 must wait', true],
    ]);
    expect(figures(answer({ policy: 'open' }))[1]).toEqual([
      'each',
      '6.67 Mbit/s',
      '30 of 30 get too little',
      true,
    ]);
    expect(figures(answer({ uplinkMbps: 500 }))).toEqual([
      ['need', '240 Mbit/s', 'there are 500 Mbit/s', false],
    ]);
  });

  it('says who waits where no uplink was named', () => {
    const one = answer({ uplinkMbps: null, arrivalsPerHour: [10], sessions: HALF });
    expect(headline(one)).toBe('10 places give 96.7 % of those who come a place within 30 s.');
    expect(figures(one).slice(1)).toEqual([
      ['wait', 'no wait', '3.6 % wait, 13 s in the mean', false],
      ['boxes', '2', 'now 96.7 % within 30 s', false],
    ]);
  });

  it('never shows a wait that has no end as a number, and tells the day where it was played', () => {
    expect(figures(answer({ arrivalsPerHour: [40], sessions: HALF }))[2]).toEqual([
      'wait',
      'no end',
      'more come than leave',
      true,
    ]);
    const played = figures(answer({ arrivalsPerHour: [18], sessions: HALF, simulate: true }))[2]!;
    expect(played[2]).toMatch(/^played through: /u);
    expect(figures(answer({ arrivalsPerHour: [18], sessions: HALF, line: 'refuse' }))[2]![0]).toBe('refused');
  });

  it('has something to say in every language, whatever was asked', () => {
    for (const changed of [
      {},
      { bitrateMbps: null, uplinkMbps: null, arrivalsPerHour: [4], sessions: HALF },
      { uplinkMbps: null },
      { streams: 0, spectators: 0 },
      { run: { id: null, capacity: 3, simulated: false }, bitrateMbps: null, uplinkMbps: null },
    ] as const)
      for (const language of LANGUAGES) {
        const one = answer(changed);
        const said = [
          headlineOf(one, explainAudience(one, language), language),
          ...keyFigures(one, language).flatMap(({ label, value, beside }) => [label, value, beside]),
        ];
        for (const text of said) expect(text).not.toMatch(/undefined|NaN|Infinity|null|^$/u);
      }
  });
});
