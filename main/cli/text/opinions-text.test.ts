import { describe, expect, it } from 'vitest';
import { CURVE_FORMAT } from '../../../shared/model/curve.ts';
import { secondOpinions } from '../../../shared/probing/second-opinions.ts';
import { opinionsText } from './opinions-text.ts';

const rows = [64.9, 995.9, 1652.4, 1853.2, 1828.9, 1775, 1702.2].map((value, i) => ({
  n: [1, 18, 36, 72, 108, 144, 216][i] ?? 0,
  value,
}));
const told = (some: typeof rows, language: 'en' | 'zh-CN') =>
  opinionsText({ format: CURVE_FORMAT, curve: secondOpinions(some) }, some.length, language);

describe('second opinions in a terminal', () => {
  it('are sentences with as many digits as mean something', () => {
    expect(told(rows, 'en')).toMatch(/sharpest bend of the curve: at 36\n.*peaks: at 96\.5\n.*σ 0\.\d{4}, /u);
    expect(told(rows, 'zh-CN')).toContain('36');
    expect(told(rows, 'en')).not.toMatch(/\d\.\d{6}/u);
  });

  it('say that there are too few n, and not that there is no knee', () => {
    expect(told(rows.slice(0, 2), 'en')).toContain('takes four different n');
    expect(told(rows.slice(0, 2), 'en')).not.toContain('not in sight');
  });
});
