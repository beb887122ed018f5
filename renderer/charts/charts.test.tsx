// @vitest-environment happy-dom
import type { ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import { sampleRun } from '../../build/test/sample-run.ts';
import { mounted } from '../../main/report/pictures/mounted.ts';
import type { Language } from '../../shared/locale/language.ts';
import { framesOverNData, loadOverNData, loadOverTimeData } from './chart-data.ts';
import { CoreStrips } from './core-strips.tsx';
import { FramesOverN } from './frames-over-n.tsx';
import { LoadOverN } from './load-over-n.tsx';
import { LoadOverTime } from './load-over-time.tsx';
import { Strip } from './strip.tsx';
import { PLOT_LEFT, PLOT_RIGHT } from './parts/chart-frame.tsx';
import { svgText } from './svg-text.ts';

const SIZE = { width: 760, height: 320 };
type Run = ReturnType<typeof sampleRun>;

const CHARTS = {
  'load-over-time': ({ recording, verdict }: Run, language: Language) => (
    <LoadOverTime {...loadOverTimeData(recording, verdict)} language={language} {...SIZE} />
  ),
  'load-over-n': ({ verdict }: Run, language: Language) => (
    <LoadOverN {...loadOverNData(verdict)} language={language} {...SIZE} />
  ),
  'frames-over-n': ({ recording, verdict }: Run, language: Language) => (
    <FramesOverN {...framesOverNData(recording, verdict)} language={language} {...SIZE} />
  ),
} satisfies Record<string, (run: Run, language: Language) => ReactElement>;

/** The runs whose pictures are kept. */
const RUNS = {
  'typical.en': { language: 'en', run: sampleRun() },
  'typical.zh-CN': { language: 'zh-CN', run: sampleRun() },
  'no-level.en': { language: 'en', run: sampleRun({ levels: 0 }) },
  'one-level.en': { language: 'en', run: sampleRun({ levels: 1 }) },
  'sixty-levels.en': {
    language: 'en',
    run: sampleRun({ levels: 60, demand: 0.13, dwellSeconds: 20, gpus: 0 }),
  },
  'two-gpus.zh-CN': { language: 'zh-CN', run: sampleRun({ levels: 5, gpus: 2 }) },
  'no-gpu-no-frames.zh-CN': { language: 'zh-CN', run: sampleRun({ levels: 4, gpus: 0, frames: false }) },
  'missing-readings.en': { language: 'en', run: sampleRun({ levels: 3, missing: 0.4 }) },
} satisfies Record<string, { language: Language; run: Run }>;

function drawn(chart: keyof typeof CHARTS, run: Run, language: Language): string {
  return svgText(mounted(CHARTS[chart](run, language)), chart);
}
/** What only a run in progress shows. */
const LIVE = {
  'load-over-time.gaps.en': ({ recording, verdict }: Run) => (
    <LoadOverTime
      {...loadOverTimeData(recording, verdict)}
      gaps={[
        { from: 60, to: 90, label: 'no readings for 30 s' },
        { from: 95, to: 120, label: 'the box slept 25 s' },
      ]}
      language="en"
      {...SIZE}
    />
  ),
  'load-over-n.expected.en': ({ verdict }: Run) => (
    <LoadOverN
      {...loadOverNData(verdict)}
      capacity={{ n: 2, atLeast: true }}
      expected={{ n: 7, range: [6, null] }}
      brief
      language="en"
      {...SIZE}
    />
  ),
  strip: ({ recording }: Run) => (
    <Strip
      title="GPU"
      colour="gpu"
      values={recording.samples.map(({ gpu }) => gpu?.[0] ?? null)}
      places={120}
      limit={85}
      width={240}
      height={26}
    />
  ),
  'core-strips': ({ recording }: Run) => (
    <CoreStrips
      title="cores"
      cores={[0, 1, 2].map(() => recording.samples.map(({ cpu }) => cpu ?? null))}
      places={60}
      width={240}
      height={60}
    />
  ),
} satisfies Record<string, (run: Run) => ReactElement>;

describe('a run in progress', () => {
  it.each(Object.entries(LIVE))('looks as it did: %s', async (name, chart) => {
    const run = sampleRun({ levels: 3, missing: 0.05 });
    const lines = svgText(mounted(chart(run)), name).replaceAll('><', '>\n<');
    await expect(`${lines}\n`).toMatchFileSnapshot(`fixtures/${name}.svg`);
  });
});

const parsed = (svg: string) => {
  const place = document.createElement('div');
  place.innerHTML = svg;
  return place;
};
const texts = (svg: string) =>
  [...parsed(svg).querySelectorAll('text')].map(({ textContent }) => textContent);

describe.each(Object.keys(CHARTS) as (keyof typeof CHARTS)[])('%s', (chart) => {
  it.each(Object.entries(RUNS))('looks as it did: %s', async (name, { language, run }) => {
    const lines = drawn(chart, run, language).replaceAll('><', '>\n<');
    await expect(`${lines}\n`).toMatchFileSnapshot(`fixtures/${chart}.${name}.svg`);
  });

  it('draws the same picture for the same run, whatever was drawn before', () => {
    const { run, language } = RUNS['one-level.en'];
    expect(drawn(chart, run, language)).toBe(drawn(chart, run, language));
  });
});

describe('a picture', () => {
  it('names every line with its unit, in both languages', () => {
    const run = sampleRun({ levels: 2, gpus: 2 });
    expect(texts(drawn('load-over-time', run, 'en'))).toEqual(
      expect.arrayContaining(['CPU, %', 'GPU 0, %', 'GPU 1, %', 'VRAM 1, %', 'RAM, %', 'Encoder 1, %']),
    );
    expect(texts(drawn('load-over-n', run, 'zh-CN'))).toEqual(
      expect.arrayContaining(['CPU（%）', 'GPU 0（%）', '显存 1（%）', '内存（%）', '编码器 1（%）']),
    );
    expect(texts(drawn('frames-over-n', run, 'en'))).toEqual(
      expect.arrayContaining(['mean of all instances, fps', 'worst instance, fps']),
    );
  });

  it('names its axes with their units', () => {
    const run = sampleRun({ levels: 2 });
    expect(texts(drawn('load-over-time', run, 'en'))).toEqual(
      expect.arrayContaining(['Load (%)', 'Time (s)']),
    );
    expect(texts(drawn('load-over-time', sampleRun(), 'en'))).toContain('Time (min)');
    expect(texts(drawn('load-over-n', run, 'en'))).toEqual(expect.arrayContaining(['Load (%)', 'Instances']));
    expect(texts(drawn('frames-over-n', run, 'zh-CN'))).toContain('帧率（帧/秒）');
  });

  it('says why a plot is empty', () => {
    const run = sampleRun({ levels: 0, frames: false });
    const nothing = {
      recording: { ...run.recording, samples: [] },
      verdict: { ...run.verdict, baseline: null },
    };
    expect(texts(drawn('load-over-time', nothing, 'en'))).toContain('Nothing was read that could be drawn.');
    expect(texts(drawn('load-over-n', nothing, 'zh-CN'))).toContain('没有测得任何级别。');
    expect(texts(drawn('frames-over-n', nothing, 'en'))).toContain('Nothing was read that could be drawn.');
  });

  it('refers to no id but its own and holds nothing that runs', () => {
    for (const chart of Object.keys(CHARTS) as (keyof typeof CHARTS)[]) {
      const svg = drawn(chart, sampleRun({ levels: 3 }), 'en');
      const ids = [...svg.matchAll(/ id="([^"]*)"/gu)].map(([, id]) => id);
      const used = [...svg.matchAll(/url\(#([^)]*)\)/gu)].map(([, id]) => id);
      expect(ids.every((id) => id?.startsWith(`${chart}-`))).toBe(true);
      expect(ids).toEqual(expect.arrayContaining(used));
      expect(svg).not.toMatch(/<script|\s(?:on\w+|href|xlink:href|style|class)=/u);
    }
  });
});

describe('the moment of the knee', () => {
  it('stands where the capacity was first passed', () => {
    const run = sampleRun();
    const { knee, span } = loadOverTimeData(run.recording, run.verdict);
    const launch = run.recording.events.find(
      ({ event, instance }) => event === 'launch' && instance === run.verdict.capacity! + 1,
    );
    expect(knee).toEqual({ t: launch!.t, capacity: run.verdict.capacity });
    const plot = SIZE.width - PLOT_LEFT - PLOT_RIGHT;
    const x = PLOT_LEFT + (knee!.t / span.to) * plot;
    const svg = parsed(drawn('load-over-time', run, 'en'));
    const upright = [...svg.querySelectorAll('line[stroke-width="1.6"]')].filter(
      (line) => line.getAttribute('x1') === line.getAttribute('x2'),
    );
    expect(upright.map((line) => Number(line.getAttribute('x1')))).toEqual([Math.round(x * 10) / 10]);
  });

  it('is nowhere when no limit was met', () => {
    const { recording, verdict } = sampleRun({ levels: 2 });
    expect(verdict.verdict).toBe('at-least');
    expect(loadOverTimeData(recording, verdict).knee).toBeNull();
  });
});

describe('what could not be read', () => {
  const { recording, verdict } = sampleRun({ levels: 1 });
  const without = (gone: (second: number) => boolean) => ({
    verdict,
    recording: {
      ...recording,
      samples: recording.samples.map((sample) => (gone(sample.t) ? { ...sample, cpu: null } : sample)),
    },
  });
  const cpuLine = (run: Run) =>
    parsed(drawn('load-over-time', run, 'en'))
      .querySelector('g[stroke^="var(--cpu"][fill="none"] > path')!
      .getAttribute('d')!;

  it('breaks the line', () => {
    expect(cpuLine(without(() => false)).match(/M/gu)).toHaveLength(1);
    expect(cpuLine(without((second) => second >= 20 && second < 25)).match(/M/gu)).toHaveLength(2);
  });

  it('leaves a reading that stands alone as a dot', () => {
    const svg = parsed(
      drawn(
        'load-over-time',
        without((second) => second !== 30 && second > 12),
        'en',
      ),
    );
    expect(svg.querySelectorAll('circle[fill^="var(--cpu"]')).toHaveLength(1);
  });

  it('breaks the line too where samples are missing', () => {
    const run = {
      verdict,
      recording: { ...recording, samples: recording.samples.filter(({ t }) => t < 20 || t > 30) },
    };
    expect(cpuLine(run).match(/M/gu)).toHaveLength(2);
  });
});
