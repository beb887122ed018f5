import type { explaining as english } from '../en/explaining.ts';

const percent = (share: number) => `${Math.round(share * 1000) / 10}%`;
const figure = (value: number) => value.toFixed(1);

/** 西文名称与汉字之间留空格。 */
const name = (resource: string) => (/^[ -~]+$/u.test(resource) ? ` ${resource} ` : resource);

type Seen = Parameters<(typeof english)['fullest']>[0]['level'];
const seen = ({ n, mean, low, high, samples }: Seen) =>
  `运行 ${n} 个实例时为 ${figure(mean)}%（${low === null || high === null ? '' : `${figure(low)} 至 ${figure(high)}，`}${samples} 个读数）`;

export const explaining: typeof english = {
  decidedBy: (d) =>
    `结论的依据：${name(d.resource).trimStart()}在${d.levels.map(seen).join('，')}。${d.notRun === null ? '' : `没有运行过 ${d.notRun} 个实例，对它的判断由其他各级推出。`}`,
  decidedByFrames: (d) =>
    `结论的依据：最慢的实例在${d.levels.map(({ n, worst }) => `运行 ${n} 个实例时每秒 ${figure(worst)} 帧`).join('，')}；每个实例至少应有 ${figure(d.floor)} 帧。`,
  fullest: (d) => `最接近上限的是${name(d.resource).trimEnd()}（上限 ${d.limit}%）：${seen(d.level)}。`,
  near: (d) =>
    `最先耗尽的是${name(d.resource).trimEnd()}：运行 ${d.next} 个实例时为 ${figure(d.load)}%，离上限 ${d.limit}% 太近，不能指望。`,
  wouldChange: (d) =>
    `同样的读数，${d.changes
      .map(
        ({ resource, at, capacity, open }) =>
          `若${resource === null ? `帧率下限为 ${at}%` : `${name(resource)}上限为 ${at}%`}，结论为${open ? '至少 ' : ' '}${capacity} 个`,
      )
      .join('；')}。`,
  without: (d) => `若没有这一项，结论为 ${d.capacity} 个（把握 ${percent(d.confidence)}）。`,
};
