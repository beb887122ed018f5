import { describe, expect, it } from 'vitest';
import { audience } from '../planning/audience.ts';
import type { AudienceInput } from '../planning/audience-input.ts';
import { sampleInput } from '../planning/fixtures/sample-audience.ts';
import { LANGUAGES } from '../locale/language.ts';
import { AudienceFigures } from './audience-figures.ts';
import { explainAudience, limitSentence } from './audience.ts';

const answer = (changed: Partial<AudienceInput> = {}) => audience(sampleInput(changed));
const half = [{ share: 1, minutes: 30, spread: 'exponential' }] as const;

describe('an audience in words', () => {
  it('says need, who limits, who is let in, what the next is told, and what open would give', () => {
    expect(explainAudience(answer(), 'en')).toEqual({
      bandwidth: [
        '10 streams and 20 spectators at 8 Mbit/s need 240 Mbit/s.',
        'The uplink limits: 200 Mbit/s carry 25 of the 30 viewers.',
        'If only as many are let in as get what they need: 10 streams and 15 spectators. 5 must wait.',
        'Viewer 26 is told: “Every seat is taken just now. You are number 1 of 5 in line to watch.”',
        'If nobody is refused, each gets at most 6.67 Mbit/s: 30 of 30 get less than they need, from viewer 26 on.',
      ],
      waiting: [],
      simulation: [],
      boxes: [],
      hardware: [],
    });
    expect(explainAudience(answer(), 'zh-CN').bandwidth).toEqual([
      '10 路串流和 20 名观众，每路 8 Mbit/s，共需 240 Mbit/s。',
      '瓶颈在上行带宽：200 Mbit/s 只够 30 人中的 25 人。',
      '如果只放行带宽足够的人：10 路串流和 15 名观众可以进入，其余 5 人需要等候。',
      '第 26 人会看到：“目前观看席位已满。等候观看的有 5 人，您排在第 1 位。”',
      '如果来者不拒，每人至多分到 6.67 Mbit/s：30 人中有 30 人达不到所需，从第 26 人开始不够。',
    ]);
  });

  it('says who limits in one sentence, whoever it is', () => {
    const run = { id: 'abc', capacity: 7, simulated: false };
    expect(limitSentence(answer({ run, uplinkMbps: 500 }), 'en')).toBe(
      'The render box limits: it carries 7 of the 10 streams.',
    );
    expect(limitSentence(answer({ run }), 'en')).toBe(
      'Both limit: the render box carries 7 of the 10 streams, and the uplink has 200 Mbit/s of the 240 Mbit/s.',
    );
    expect(limitSentence(answer({ uplinkMbps: 240 }), 'en')).toBe(
      'Neither the render box nor the uplink limits.',
    );
    expect(limitSentence(answer({ uplinkMbps: null }), 'en')).toContain('no uplink was named');
  });

  it('says the waits, what boxes are needed, and what a stream costs', () => {
    const { waiting, boxes } = explainAudience(
      answer({ arrivalsPerHour: [10], sessions: half, pricePerHour: 2 }),
      'en',
    );
    expect(waiting).toEqual([
      '10 arrivals an hour for 30 min each keep 5 places busy, of 10.',
      '3.6 % have to wait. The mean wait is 13 s; 95 % do not wait at all.',
      'If nobody could wait, 1.8 % would be refused.',
    ]);
    expect(boxes).toEqual([
      '10 places give 96.7 % of those who come a place within 30 s.',
      'For 95 % within 30 s, 10 places are needed.',
      'That is 2 boxes (2 × this box), of which 1 may fail.',
      'They cost 4 an hour: 0.2 per stream-hour with every place taken, 0.8 at these arrivals.',
    ]);
  });

  it('never tells a mean wait that there is none of', () => {
    const { waiting } = explainAudience(answer({ arrivalsPerHour: [40], sessions: half }), 'en');
    expect(waiting[1]).toContain('The line grows without end');
  });

  it('says in every language everything that there is to say', () => {
    const everything = [
      answer({ policy: 'open', overhead: 1.1, steps: [{ name: '720p', bitrateMbps: 4, spectators: 3 }] }),
      answer({ run: { id: 'abc', capacity: 7, simulated: true }, spectators: 0 }),
      answer({ arrivalsPerHour: [18], sessions: half, room: 5, simulate: true }),
      answer({ arrivalsPerHour: [18], sessions: half, line: 'refuse', patienceMinutes: 3, spare: 0 }),
      answer({ arrivalsPerHour: [0], sessions: half, simulate: true }),
      answer({ arrivalsPerHour: [40], sessions: half, simulate: true }),
      answer({ streams: 0, arrivalsPerHour: [40], sessions: half }),
      answer({
        arrivalsPerHour: Array.from({ length: 24 }, (_, hour) => (hour === 23 ? 22 : 4)),
        sessions: half,
        patienceMinutes: 4,
      }),
    ];
    for (const one of everything) {
      const counts = LANGUAGES.map((language) => {
        const parts = Object.values(explainAudience(one, language)) as string[][];
        expect(parts.flat().join('')).not.toMatch(/undefined|NaN|null|Infinity/u);
        return parts.map((part) => part.length);
      });
      expect(counts[0]).toEqual(counts[1]);
    }
  });
});

describe('the figures', () => {
  const figures = new AudienceFigures('en');
  it('show the digits that count', () => {
    expect([1240.4, 299.2, 240, 6.6667, 0.3, 0].map((value) => figures.number(value))).toEqual([
      '1,240',
      '299.2',
      '240',
      '6.67',
      '0.3',
      '0',
    ]);
  });
  it('show nearly none and nearly all as what they are', () => {
    expect([0, 1e-9, 0.0012, 0.036, 0.9999999, 1, null].map((share) => figures.share(share))).toEqual([
      '0 %',
      '< 0.01 %',
      '0.12 %',
      '3.6 %',
      '> 99.99 %',
      '100 %',
      '–',
    ]);
  });
  it('show times in the unit that people would use', () => {
    expect([0, 0.44, 13, 89, 150, 7200, null].map((seconds) => figures.duration(seconds))).toEqual([
      '0 s',
      '0.4 s',
      '13 s',
      '89 s',
      '2.5 min',
      '2 h',
      '–',
    ]);
  });
});
