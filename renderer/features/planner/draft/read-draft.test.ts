import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audienceQuestionSchema } from '../../../../shared/bridge/audience-question.ts';
import { LANGUAGES } from '../../../../shared/locale/language.ts';
import { fillHours } from './fill-hours.ts';
import { issueText } from './issue-text.ts';
import { NEW_BOX, NEW_DRAFT, NEW_QUALITY, NEW_SESSION, type Draft } from './draft.ts';
import { readDraft } from './read-draft.ts';

const draft = (changed: Partial<Draft>): Draft => ({ ...NEW_DRAFT, ...changed });
const WORKED = { streams: '10', bitrate: '8', spectators: '20', uplink: '200' };
const stays = (minutes: string) => [{ ...NEW_SESSION, minutes }];
const kinds = (changed: Partial<Draft>) =>
  Object.fromEntries([...readDraft(draft(changed)).issues].map(([field, { kind }]) => [field, kind]));

describe('a typed question', () => {
  it('asks nothing before there is a box and something to ask, and that is no mistake', () => {
    expect(readDraft(NEW_DRAFT)).toEqual({ question: null, issues: new Map(), wants: 'box' });
    expect(readDraft(draft({ capacity: '7' }))).toMatchObject({ question: null, wants: 'question' });
    expect(readDraft(draft({ capacity: '7' })).issues.size).toBe(0);
  });

  it('is what the numbers say, and what is left empty is as usual', () => {
    const { question } = readDraft(draft(WORKED));
    expect(question).toMatchObject({
      run: null,
      capacity: null,
      streams: 10,
      spectators: 20,
      bitrateMbps: 8,
      uplinkMbps: 200,
      overhead: 1,
      arrivalsPerHour: null,
      sessions: null,
      target: { share: 0.95, seconds: 30 },
      spare: 1,
      hardware: null,
    });
  });

  it('takes a day hour by hour, an empty hour being one in which nobody comes', () => {
    const hours = NEW_DRAFT.hours.with(20, '22');
    const { question } = readDraft(draft({ capacity: '7', byHour: true, hours, sessions: stays('30') }));
    expect(question!.arrivalsPerHour).toHaveLength(24);
    expect(question!.arrivalsPerHour!.filter((rate) => rate > 0)).toEqual([22]);
  });

  it('describes another box, memory in GiB, and an extension with prices', () => {
    const hardware = { ...NEW_DRAFT.hardware, gpus: '2', vram: '24', gpuSpeedLow: '1.3', coreSpeedHigh: '2' };
    const prices = { ...NEW_DRAFT.prices, gpu: '900' };
    expect(readDraft(draft({ run: 'abc', hardware, more: '4', prices })).question!.hardware).toEqual({
      otherBox: {
        cores: null,
        cards: 2,
        ramMiB: null,
        vramMiB: 24_576,
        encoderSessions: null,
        coreSpeed: { low: 2, high: 2 },
        gpuSpeed: { low: 1.3, high: 1.3 },
        calibrate: null,
      },
      more: 4,
      prices: { gpu: 900 },
    });
    // Without a run there is nothing measured that could be predicted from.
    expect(readDraft(draft({ ...WORKED, hardware })).question!.hardware).toBeNull();
  });

  it.each([
    [{ ...WORKED, bitrate: '-8' }, { bitrate: 'too-small' }],
    [{ ...WORKED, bitrate: '1e9' }, { bitrate: 'too-big' }],
    [{ ...WORKED, bitrate: 'ten' }, { bitrate: 'not-a-number' }],
    [{ ...WORKED, streams: '2.5' }, { streams: 'not-whole' }],
    [{ ...WORKED, bitrate: '' }, { bitrate: 'needs-bitrate' }],
    [
      { ...WORKED, qualities: [NEW_QUALITY] },
      { 'qualities.0.name': 'name-missing', 'qualities.0.bitrate': 'empty' },
    ],
    [{ ...WORKED, arrivals: '4' }, { 'sessions.0.minutes': 'needs-session' }],
    [{ ...WORKED, sessions: stays('30') }, { arrivals: 'needs-arrivals' }],
    [{ ...WORKED, patience: '5' }, { arrivals: 'needs-arrivals' }],
    [{ ...WORKED, byHour: true, simulate: true }, { 'hours.0': 'needs-arrivals' }],
    [
      { ...WORKED, arrivals: '4', sessions: [...stays('9'), ...stays('')] },
      { 'sessions.1.minutes': 'empty' },
    ],
    [
      { ...WORKED, arrivals: '4', sessions: stays('9'), boxes: [{ ...NEW_BOX, name: 'a', capacity: '0' }] },
      { 'boxes.0.capacity': 'too-small' },
    ],
    [
      {
        ...WORKED,
        qualities: [
          { name: 'a', bitrate: '1', spectators: '' },
          { name: ' a', bitrate: '1', spectators: '' },
        ],
      },
      { 'qualities.1.name': 'name-twice' },
    ],
    [{ run: 'x', calibrate: 'y', more: '1' }, { 'hardware.cores': 'needs-description' }],
    [{ run: 'x', bitrate: '1', prices: { ...NEW_DRAFT.prices, gpu: '9' } }, { more: 'needs-more' }],
    [
      { run: 'x', hardware: { ...NEW_DRAFT.hardware, gpus: '1', gpuSpeedLow: '2', gpuSpeedHigh: '1' } },
      { 'hardware.gpuSpeedLow': 'low-above-high' },
    ],
  ])('%o is answered beside the field', (changed, expected) => {
    expect(kinds(changed)).toEqual(expected);
    const { question, issues } = readDraft(draft(changed));
    expect(question).toBeNull();
    for (const language of LANGUAGES)
      for (const issue of issues.values())
        expect(issueText(issue, language)).not.toMatch(/undefined|NaN|^$/u);
  });

  it('whatever is typed, is either a question that the engine takes or has its mistakes named', () => {
    const typed = fc.oneof(
      fc.constantFrom('', ' ', '0', '1', '-1', '2.5', '1e9', '1e-9', 'NaN', 'Infinity', '0x10', 'ten', '８'),
      fc.string({ maxLength: 6 }),
      fc.integer({ min: 0, max: 200 }).map(String),
    );
    const some = fc.record({
      run: fc.option(fc.constant('abc')),
      capacity: typed,
      streams: typed,
      spectators: typed,
      bitrate: typed,
      uplink: typed,
      overhead: typed,
      arrivals: typed,
      sessions: fc.array(
        fc.record({ share: typed, minutes: typed, spread: fc.constantFrom('exponential', 'fixed') }),
        {
          minLength: 1,
          maxLength: 3,
        },
      ),
      room: typed,
      patience: typed,
      targetShare: typed,
      targetSeconds: typed,
      spare: typed,
      boxes: fc.array(fc.record({ name: typed, capacity: typed, available: typed, price: typed }), {
        maxLength: 2,
      }),
      more: typed,
      calibrate: fc.option(fc.constant('def')),
      hardware: fc.record({
        cores: typed,
        ram: typed,
        gpus: typed,
        vram: typed,
        encoder: typed,
        coreSpeedLow: typed,
        coreSpeedHigh: typed,
        gpuSpeedLow: typed,
        gpuSpeedHigh: typed,
      }),
    });
    fc.assert(
      fc.property(some, (changed) => {
        const { question, issues, wants } = readDraft(draft(changed));
        if (question === null) expect(issues.size > 0 || wants !== null).toBe(true);
        else expect(audienceQuestionSchema.parse(question)).toEqual(question);
      }),
    );
  });
});

describe('numbers that are pasted', () => {
  it('fill the hours from where they are pasted, and no more than there are', () => {
    const hours = new Array<string>(24).fill('');
    expect(fillHours(hours, 0, Array.from({ length: 30 }, (_, n) => n).join('\t'))).toEqual(
      Array.from({ length: 24 }, (_, n) => String(n)),
    );
    expect(fillHours(hours, 22, '7, 8, 9')!.slice(21)).toEqual(['', '7', '8']);
    expect(fillHours(hours, 0, ' 12 ')).toBeNull();
  });
});
