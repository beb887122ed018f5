import type { xlsx as english } from '../en/xlsx.ts';

export const xlsx: typeof english = {
  sheets: {
    verdict: '结论',
    charts: '图表',
    levels: '级别',
    samples: '采样',
    events: '事件',
    resources: '资源',
  },
  field: '项目',
  value: '值',
  sentence: '一句话结论',
  verdict: '结论',
  intervalLow: '95% 区间下限',
  intervalHigh: '95% 区间上限',
  version: 'Kneescope 版本',
};
