import type { compare as english } from '../en/compare.ts';

/** The screen that holds runs against each other; what it says of them is in `comparison`. */
export const compare: typeof english = {
  title: '比较',
  others: '选择其他测试',
  choose: '请在历史中选择 2 至 5 次测试。',
  base: '其余测试均与此次比较。',
  interval: (low, high) =>
    high === null ? `${low} 或更多` : low === high ? `正好 ${low}` : `${low} 至 ${high}`,
  sure: (percent) => `${percent}% 把握`,
  resource: '资源',
  overN: (resource) => `${resource}与实例数`,
  limit: (percent) => `上限 ${percent}%`,
  demand: '单实例需求',
  demandHint:
    '每个实例占整台主机或整张显卡的百分点，附 95% 区间；下方为相对于 A 的变化。接近用尽的资源还会说明变化是否超出波动。',
};
