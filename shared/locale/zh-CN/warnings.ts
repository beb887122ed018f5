import type { unknownWarning as englishUnknown, warnings as english } from '../en/warnings.ts';
import { doctor } from './doctor.ts';
import { exitText } from './exits.ts';
import { entry } from '../entry.ts';
import { told } from '../told.ts';
import { resuming } from './resuming.ts';
import { toldTimes } from './told-times.ts';

type Data = Readonly<Record<string, unknown>>;

const number = (value: unknown, digits = 1) => (typeof value === 'number' ? value.toFixed(digits) : '?');
const list = (value: unknown) => (Array.isArray(value) ? value.map(told).join('、') : told(value));

const processes = (value: unknown) =>
  Array.isArray(value)
    ? value
        .map((one: { name?: unknown; pid?: unknown } | null) => `${told(one?.name)} ${told(one?.pid)}`)
        .join('、')
    : '?';
const GUARDS: Record<string, (value: string, limit: string) => string> = {
  freeRamMiB: (value, limit) => `可用内存只剩 ${value} MiB（保护值 ${limit} MiB）`,
  freeDiskMiB: (value, limit) => `数据文件夹所在磁盘只剩 ${value} MiB（保护值 ${limit} MiB）`,
  freeVramMiB: (value, limit) => `有显卡的显存只剩 ${value} MiB（保护值 ${limit} MiB）`,
  gpuCelsius: (value, limit) => `有显卡的温度达到 ${value} °C（保护值 ${limit} °C）`,
};
const guarded = (d: Readonly<Record<string, unknown>>) =>
  entry(GUARDS, String(d['guard']))?.(number(d['value'], 0), number(d['limit'], 0)) ?? list(d['guard']);

const some = (value: unknown) => Array.isArray(value) && value.length > 0;

const REASONS: Record<string, string> = {
  crash: '崩溃',
  'out-of-memory': '内存不足',
  exited: '自行退出',
};
const reason = (value: unknown) => entry(REASONS, String(value)) ?? told(value);

const asData = (value: unknown): Data => (typeof value === 'object' && value !== null ? (value as Data) : {});
const ended = (d: Data) =>
  [reason(d['reason']), exitText(d['code'])].filter((text) => text !== '').join('，');

/** 首次启动之前检查出的问题。 */
function examined(d: Data): string {
  const texts = entry(doctor.checks, String(d['check']));
  return texts ? `${texts.evidence(asData(d['evidence']))}${texts.effect}` : list(d['check']);
}

const HANGS: Record<string, string> = {
  cpu: '：此前一直占用 CPU，现在完全不占用',
  frames: '：此前一直有画面输出，现在没有了',
  window: '：窗口没有反应',
};

/** 等待期间实际看到了什么。 */
function seenInstead(by: unknown, seen: Data): string {
  switch (by) {
    case 'log':
      return seen['lastLine'] === null || seen['lastLine'] === undefined
        ? '它没有任何输出'
        : `${list(seen['lines'])} 行输出均不匹配，最后一行是“${list(seen['lastLine'])}”`;
    case 'port':
      return `端口 ${list(seen['port'])} 无人应答`;
    case 'window':
      return typeof seen['hidden'] !== 'number' || seen['hidden'] === 0
        ? '没有显示窗口'
        : `没有显示窗口（有 ${list(seen['hidden'])} 个隐藏窗口）`;
    case 'load':
      return `负载未稳定（最后 CPU 为 ${number(seen['cpu'])}%，内存 ${number(seen['ramMiB'], 0)} MiB）`;
    case 'manual':
      return `无人确认${typeof seen['cpu'] === 'number' ? `（最后 CPU 为 ${number(seen['cpu'])}%，内存 ${number(seen['ramMiB'], 0)} MiB）` : ''}`;
    default:
      return '没有任何迹象';
  }
}

export const warnings: typeof english = {
  examined,
  'first-launch-slow': (d) =>
    `第一个实例启动用了 ${number(d['first'])} 秒，其余的为 ${number(d['others'])} 秒（${list(d['count'])} 个的中位数）：首次启动要从磁盘读取，还会被杀毒软件扫描。各级的测量在此之后；如果有影响，请把程序所在的文件夹加入杀毒软件的排除项。`,
  'background-load': (d) =>
    `首次启动之前主机并不空闲：${list(d['resource']).toUpperCase()} 为 ${number(d['mean'])}%。${typeof d['then'] === 'number' ? `到决定结论的那几级时，其他负载只占 ${number(d['then'])} 个百分点，对结论没有影响。` : '这部分负载会占用容量。'}`,
  'no-baseline': () => '首次启动之前没有记录，因此不知道主机空闲时的负载。',
  'unsteady-level': (d) => `运行 ${list(d['levels'])} 个实例时负载尚未稳定，这些均值不如看上去可靠。`,
  crash: (d) => `运行 ${list(d['n'])} 个实例时，实例 ${list(d['instance'])} 自行结束（${ended(d)}）。`,
  'ready-timeout': (d) =>
    `实例 ${list(d['instance'])} ${typeof d['seconds'] === 'number' ? `在 ${d['seconds']} 秒内` : ''}未见就绪：${seenInstead(d['by'], asData(d['seen']))}。仍照常测量，此后各级的读数可能包含它的加载过程。`,
  'ready-window-unavailable': (d) =>
    `在此系统上看不到窗口，实例 ${list(d['instance'])} 改以负载稳定作为就绪的标志。`,
  'log-unwritable': (d) =>
    `实例 ${list(d['instance'])} 的输出无法写入日志：${list(d['reason'])}。内存中仍保留了最后几行。`,
  'processes-left': (d) =>
    `实例 ${list(d['instance'])} 启动的部分进程无法结束（${processes(d['processes'])}），请手动处理。`,
  'started-elsewhere': (d) =>
    `实例 ${list(d['instance'])} 已结束，但程序似乎在别处运行：${processes(d['processes'])}。启动器若委托系统服务（如 Steam、任务计划程序）来启动程序，程序就不归我们管理：既不会计入实例，也不会由我们结束。请直接启动程序本身，而不是它的启动器。`,
  'engine-ended': (d) =>
    `测试在第 ${number(d['at'], 0)} 秒、运行 ${list(d['n'])} 个实例时被切断：引擎在那时意外结束。本结论只依据此前的数据。`,
  leftovers: (d) =>
    `之前的测试 ${list(d['leftBy'])} 的引擎已不在，但仍有程序在运行。${some(d['ended']) ? `本次测试开始前已结束：${processes(d['ended'])}。` : ''}${some(d['left']) ? `未能确认归属或无法结束，仍在运行：${processes(d['left'])}。请手动处理，它们的负载也被计入了测量。` : ''}`,
  'copies-fit': (d) =>
    `磁盘上只放得下 ${list(d['fit'])} 份程序副本（每份 ${list(d['eachMiB'])} MiB），少于上限 ${list(d['cap'])}，因此结论不会更高。`,
  'copies-changed': (d) =>
    `程序改写了副本与源文件夹以硬链接共享的文件，源文件夹本身已被改动：${list(d['files'])}。请将它们从 copies.link 中去掉，并恢复原文件。`,
  'copies-left': (d) =>
    `${d['leftBy'] === undefined ? '本次测试' : `先前的测试 ${list(d['leftBy'])} `}的副本无法删除（${list(d['reason'])}），下次测试时会再次尝试。`,
  'output-held-open': (d) =>
    `实例 ${list(d['instance'])} 的已知进程全部结束后，仍有程序占用着它的输出：它启动的某个程序可能还在运行。`,
  'repeat-disagree': (d) => `重复测试得出的容量不一致（${list(d['capacities'])}），汇总结果的区间因此更宽。`,
  'repeat-invalid': (d) => `重复测试中的 ${list(d['run'])} 不可信（${list(d['reason'])}），未计入。`,
  'repeat-drift': (d) =>
    `重复测试中，每个实例的 ${list(d['resource']).toUpperCase()} 开销一直朝一个方向变化（共 ${number(d['percent'])}%）：主机状态前后不同，例如逐渐升温。`,
  'import-no-count': () =>
    '该记录没有说明运行了多少个实例，无法得出与实例数有关的结论。请同时记录进程计数器（如 \\Process(Showroom*)\\% Processor Time），或一并给出同一时段的 PresentMon 或 MangoHud 文件。',
  'import-unaligned': () => '并非所有文件都注明了记录时间；未注明的按与其他文件同时开始处理。',
  'import-coarse': (d) => `记录太长，读数已合并为每 ${number(d['tick'], 0)} 秒一个。`,
  'cut-line': () => '记录的最后一行被截断，未计入。',
  'reading-lost': (d) => `测试过程中 ${list(d['reading'])} 的读数中断了。`,
  'reader-replaced': (d) =>
    `${list(d['source'])} 的读取进程${d['cause'] === 'hung' ? '卡在驱动调用中' : '意外退出'}，已重新启动；这期间缺一次读数。`,
  swapping: (d) =>
    `从 ${number(d['n'], 0)} 个实例起，主机开始在内存与磁盘之间换页（最高 ${number(d['most'])} MiB/s）：内存不足，所有程序都会因此变慢。`,
  'cpu-throttling': (d) =>
    `处理器因过热而降频（最早出现在 ${number(d['n'], 0)} 个实例时）；散热更好的话，这台主机也许能承载更多。`,
  'cpu-stolen': (d) =>
    `实例运行期间，虚拟机的宿主机平均占走了 ${number(d['mean'])}% 的 CPU 时间（最高 ${number(d['most'])}%）。这部分按已使用计算：换一个时间测试，结果可能不同。`,
  'no-encoder-load': () =>
    '没有看到视频编码器的负载。如果这个程序需要推流，说明测试时没有观众；有观众时它会占用更多资源，这里得出的容量偏高。',
  'encoder-sessions-full': (d) =>
    `显卡同时编码的视频流已有 ${number(d['sessions'], 0)} 路，达到驱动允许的上限（本机所有 GeForce 显卡合计 ${number(d['limit'], 0)} 路）：再多的实例仍可渲染，但没有人能观看。`,
  'gpu-of-others': (d) =>
    `实例运行期间，其他程序占用了 GPU ${number(d['index'], 0)} 的 ${number(d['mean'])} 个百分点；没有它们，余量会更大。`,
  'cpu-of-others': (d) =>
    `运行 ${number(d['n'], 0)} 个实例时，有一段时间其他负载占用了 ${number(d['mean'])} 个百分点的 CPU（平时为 ${number(d['usual'])}）：可能是别的程序，也可能是虚拟机的宿主机。这段时间的读数因此偏高。`,
  'thread-bound': (d) =>
    `实例 ${list(d['instances'])} 的线程 ${list(d['thread'])} 独占了一个核心：程序已到极限，而主机看上去仍然空闲，增加核心也没有帮助。`,
  'never-presents': (d) =>
    `需要测量帧率，但在我们观察的地方，实例 ${list(d['instances'])} 从未输出过一帧。换一种测量方式也许能看到。`,
  drift: (d) =>
    `主机状态有漂移：同样运行 ${number(d['n'], 0)} 个实例，${list(d['resource']).toUpperCase()}${typeof d['index'] === 'number' ? ` ${d['index']}` : ''} 起初为 ${number(d['then'])}%，再次回到这一级时为 ${number(d['now'])}%。两次的读数都计入，结论因此更不确定。`,
  'hidden-windows': (d) => {
    const [first, last] = [asData(d['first']), asData(d['last'])];
    return `实例越多，每个新增实例占用的越少：运行 ${list(first['n'])} 个时每个占用 ${number(first['demand'])} 个百分点的 ${list(d['resource']).toUpperCase()}，此后直到 ${list(last['n'])} 个，每增加一个只占用 ${number(last['demand'])} 个。窗口被最小化或遮挡后往往会减少渲染；如果所有窗口都可见或改为离屏渲染，主机能承载的比这里所说的少。${d['clocks'] === true ? '' : '读不到时钟频率：频率随负载升高时看上去与此相同，那种情况则无妨。'}`;
  },
  ...resuming.warnings,
  ...toldTimes,
  gap: (d) => `${number(d['from'], 0)} 秒至 ${number(d['to'], 0)} 秒之间没有读数，这段时间未计入。`,
  guard: (d) => `为保护主机，测试被提前结束：${guarded(d)}。`,
  hung: (d) =>
    `实例 ${list(d['instance'])} ${typeof d['since'] === 'number' ? `自第 ${number(d['since'], 0)} 秒起` : ''}失去响应${entry(HANGS, String(d['by'])) ?? ''}。这段时间的读数里没有它本应占用的部分，主机实际能承载的可能比读数显示的少。`,
  restarted: (d) =>
    `实例 ${list(d['instance'])} 自行重启：${list(d['name'])} 结束后又被重新启动。此后各级的读数可能包含它的加载过程。`,
};
export const unknownWarning: typeof englishUnknown = (d) => `${d.code}:${d.data}`;
