// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { sampleAudience } from '../../../shared/planning/fixtures/sample-audience.ts';
import { mounted } from '../../../main/report/pictures/mounted.ts';
import type { Language } from '../../../shared/locale/language.ts';
import type { Audience } from '../../../shared/model/audience.ts';
import { boxesCurve, waitCurves } from '../data/audience-curves.ts';
import { svgText } from '../svg-text.ts';
import { AUDIENCE_CHARTS, chartsOf, type AudienceChartName } from './audience-charts.ts';
import { AUDIENCE_DRAWINGS } from './audience-drawings.ts';

/** With a made-up prediction beside all else. */
const PREDICTED: Audience = {
  ...sampleAudience(),
  otherBox: {
    prediction: true,
    capacity: 12,
    low: 10,
    high: 15,
    limitedBy: 'gpu',
    resources: [
      { resource: 'cpu', capacity: 20, low: 16, high: 25 },
      { resource: 'gpu', capacity: 12, low: 10, high: 15 },
      { resource: 'vram', capacity: 18, low: 17, high: 19 },
      { resource: 'ram', capacity: 30, low: null, high: null },
      { resource: 'encoder', capacity: null, low: null, high: null },
    ],
    coreSpeed: { low: 0.9, high: 1.2, source: 'typed' },
    gpuSpeed: { low: 1.4, high: 1.6, source: 'calibrated' },
  },
};
const NAMES = Object.keys(AUDIENCE_CHARTS) as AudienceChartName[];

function drawn(name: AudienceChartName, audience: Audience, language: Language): string {
  const Chart = AUDIENCE_DRAWINGS[name];
  return svgText(mounted(<Chart audience={audience} language={language} width={760} height={300} />), name);
}
const texts = (svg: string) =>
  [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/gu)].map(([, text]) => text!.replaceAll(/<[^>]*>/gu, ''));

describe.each(NAMES)('%s', (name) => {
  it.each(['en', 'zh-CN'] as const)('looks as it did: %s', async (language) => {
    const lines = drawn(name, PREDICTED, language).replaceAll('><', '>\n<');
    await expect(`${lines}\n`).toMatchFileSnapshot(`../fixtures/audience-${name}.${language}.svg`);
  });

  it('says so where there is nothing to draw', () => {
    const nothing = sampleAudience({
      streams: 0,
      spectators: 0,
      bitrateMbps: null,
      uplinkMbps: null,
      arrivalsPerHour: null,
    });
    expect(chartsOf(nothing)).toEqual([]);
    expect(texts(drawn(name, nothing, 'en'))).toContain('There is nothing to draw.');
  });
});

describe('the pictures of an audience', () => {
  it('are those that it was told enough for', () => {
    expect(chartsOf(PREDICTED)).toEqual(NAMES);
    expect(chartsOf(sampleAudience())).not.toContain('predicted-hardware');
    expect(chartsOf(sampleAudience({ arrivalsPerHour: [10] }))).not.toContain('wait-over-day');
    expect(chartsOf(sampleAudience({ uplinkMbps: 500 }))).not.toContain('who-gets-what');
    expect(chartsOf(sampleAudience({ line: 'refuse' }))).not.toContain('wait-over-arrivals');
  });

  it('mark who limits: the uplink, and the box where it carries less than is asked for', () => {
    expect(texts(drawn('uplink-use', sampleAudience(), 'en'))).toEqual(
      expect.arrayContaining(['uplink 200 Mbit/s', 'last that fits: 25', 'Need (Mbit/s)']),
    );
    const run = { id: 'abc', capacity: 7, simulated: false };
    expect(texts(drawn('uplink-use', sampleAudience({ run }), 'en'))).toContain('the box carries 7');
    expect(texts(drawn('uplink-use', sampleAudience({ uplinkMbps: 300 }), 'en')).join()).not.toContain(
      'last',
    );
  });

  it('show where it stands: arrivals now, the limit, the boxes that are enough', () => {
    const audience = sampleAudience({ arrivalsPerHour: [20] });
    expect(texts(drawn('wait-over-arrivals', audience, 'en'))).toEqual(
      expect.arrayContaining(['now 20', 'limit 27.3', '95 % wait at most', 'mean wait']),
    );
    expect(texts(drawn('served-by-boxes', audience, 'zh-CN'))).toEqual(
      expect.arrayContaining(['2 台够用', '目标 95%']),
    );
  });

  it('are drawn at once also where no number of boxes is enough, and where the line is very long', () => {
    const session = [{ share: 1, minutes: 10_080, spread: 'exponential' }] as const;
    const hopeless = sampleAudience({ streams: 100_000, arrivalsPerHour: [1_000_000], sessions: session });
    expect(hopeless.boxes!.placesNeeded).toBeNull();
    expect(chartsOf(hopeless)).not.toContain('served-by-boxes');
    expect(boxesCurve(hopeless)).toBeNull();
    const long = sampleAudience({ streams: 40_000, arrivalsPerHour: [100_000], room: 20_000 });
    expect(waitCurves(long)!.mean.length).toBeLessThan(30);
    expect(waitCurves(sampleAudience({ arrivalsPerHour: [20] }))!.mean).toHaveLength(121);
  });

  it('hold with very many and very few', () => {
    for (const changed of [
      { streams: 1, spectators: 0, uplinkMbps: 1 },
      { streams: 5000, spectators: 100_000, uplinkMbps: 40_000, arrivalsPerHour: [8000] },
      { streams: 3, arrivalsPerHour: [0] },
    ])
      for (const name of NAMES)
        expect(drawn(name, sampleAudience(changed), 'en')).not.toMatch(/NaN|Infinity/u);
  });
});
