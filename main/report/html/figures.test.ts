import { describe, expect, it } from 'vitest';
import { durationText, figure, intervalFigure } from './figures.ts';
import { momentText } from './moment.ts';
import { planRows } from './plan-rows.ts';
import { Markup } from './markup.ts';

describe('figure', () => {
  it('tells what could not be read apart from 0', () => {
    expect(figure(0, 'en')).toBe('0.0');
    expect(figure(null, 'en')).toBe('—');
  });
});

describe('intervalFigure', () => {
  it('has the interval below the mean, where there is one', () => {
    expect(intervalFigure({ mean: 9.06, low: 8.94, high: 9.3 }, 'en').text).toBe(
      '9.1<small>8.9 – 9.3</small>',
    );
    expect(intervalFigure({ mean: 9, low: null, high: null }, 'en').text).toBe('9.0');
    expect(intervalFigure(null, 'en').text).toBe('—');
  });
});

describe('durationText', () => {
  it.each([
    [47.6, '48 s', '48 秒'],
    [412, '6 min 52 s', '6 分 52 秒'],
    [28_805, '8 h 0 min', '8 小时 0 分'],
  ])('says %d seconds as %s', (seconds, english, chinese) => {
    expect(durationText(seconds, 'en')).toBe(english);
    expect(durationText(seconds, 'zh-CN')).toBe(chinese);
  });
});

describe('momentText', () => {
  it.each([
    ['2026-11-20T21:04:05+08:00', '2026-11-20 21:04:05 (UTC+08:00)'],
    ['2026-11-20T13:04:05.123Z', '2026-11-20 13:04:05 (UTC)'],
    ['yesterday', 'yesterday'],
  ])('writes %s as %s', (iso, text) => {
    expect(momentText(iso)).toBe(text);
  });
});

describe('planRows', () => {
  it('names fields as the plan does and leaves out what says nothing', () => {
    const rows = planRows({
      name: 'Hall',
      arguments: ['-a', '--b=<c>'],
      workingDirectory: null,
      environment: {},
      ready: { by: 'load', timeoutSeconds: 300 },
      copies: [],
    });
    expect(rows.map(([field, value]) => [field, value instanceof Markup ? value.text : value])).toEqual([
      ['name', '<code>Hall</code>'],
      ['arguments', '<code>-a --b=&lt;c&gt;</code>'],
      ['ready.by', '<code>load</code>'],
      ['ready.timeoutSeconds', '<code>300</code>'],
    ]);
  });
});
