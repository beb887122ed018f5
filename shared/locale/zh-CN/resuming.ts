import { entry } from '../entry.ts';
import { told } from '../told.ts';
import type { resuming as english } from '../en/resuming.ts';

type Data = Readonly<Record<string, unknown>>;

const number = (value: unknown, digits = 0) => (typeof value === 'number' ? value.toFixed(digits) : '?');
const resource = (d: Data) =>
  `${told(d['resource']).toUpperCase()}${typeof d['index'] === 'number' ? ` ${d['index']}` : ''}`;

const HOW: Readonly<Record<string, string>> = {
  'cut-off': '被切断（引擎意外结束或主机断电）',
  interrupted: '被中断',
  box: '因主机无法继续而中止',
  budget: '因时间预算用完而结束',
};

function lasted(seconds: number): string {
  if (seconds < 120) return `${seconds.toFixed(0)} 秒`;
  if (seconds < 7200) return `${(seconds / 60).toFixed(0)} 分钟`;
  return seconds < 172_800 ? `${(seconds / 3600).toFixed(0)} 小时` : `${(seconds / 86_400).toFixed(0)} 天`;
}

export const resuming: typeof english = {
  option: '接着一次被切断、被中断或时间用完的测试继续：已有读数照用，只补测缺少的部分',
  goingOn: (d) => `接着 ${d.run} 继续，其 ${lasted(d.seconds)}的读数照用`,
  problems: {
    'resume.finished': (d) =>
      `测试 ${d.run} 已正常结束，没有可以继续的内容。可换用其他限值重新判断（kneescope decide ${d.run}），或重新测试。`,
    'resume.stranger': (d) =>
      `测试 ${d.run} 不是从此仪表盘开始的，可能来自别处，因此不会直接接着运行。可在命令行中继续（kneescope probe --resume ${d.run}）。`,
    'resume.kind': (d) => `${d.run} 没有由本程序启动过任何实例，无法继续。只有容量测试可以继续。`,
    'resume.unlike': (d) =>
      `无法接着测试 ${d.run} 继续：现在要测的与当时所测的不同。请重新测试。\n${d.differences
        .map(({ field, then, now }) => `  - ${field}：当时 ${then}，现在 ${now}`)
        .join('\n')}`,
  },
  warnings: {
    budget: (d) =>
      `时间预算${typeof d['seconds'] === 'number' ? `（${lasted(d['seconds'])}）` : ''}用完，测试在得出全部所需结论之前结束；${typeof d['atLeast'] === 'number' && d['atLeast'] > 0 ? `目前已知：至少可承载 ${d['atLeast']} 个实例` : '目前还没有结论'}。可以接着测试同样长的时间（在结果页点“接着测试”，或用 probe --resume 测试编号；加 --budget 秒数 可指定总时长），也可以下次给更多时间。`,
    resumed: (d) =>
      `本次测试接着 ${told(d['resumed'])} 继续：那次测试在第 ${number(d['from'])} 秒、运行 ${number(d['n'])} 个实例时${entry(HOW, String(d['by'])) ?? told(d['by'])}${typeof d['awaySeconds'] === 'number' ? `，距继续时 ${lasted(d['awaySeconds'])}` : ''}。两次的读数都计入。`,
    'resumed-differs': (d) =>
      `继续测试时主机状态与之前不同：${d['n'] === 0 ? '没有实例运行时' : `运行 ${number(d['n'])} 个实例时`}，${resource(d)} 现在为 ${number(d['now'], 1)}%，之前为 ${number(d['then'], 1)}%。两次的读数都计入，结论因此更不确定；如果之前的读数已不适用，请重新测试。`,
  },
};
