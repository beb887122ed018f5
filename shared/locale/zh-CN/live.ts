import type { live as english } from '../en/live.ts';
import { entry } from '../entry.ts';

const EXITS: Record<string, string> = {
  crash: '崩溃',
  'out-of-memory': '内存不足',
  stopped: '已停止',
  exited: '自行退出',
};
const ENDINGS: Record<string, string> = {
  decided: '已得出结论',
  budget: '时间用完',
  guard: '为保护主机',
  operator: '操作员结束',
  interrupted: '被中断',
  box: '主机无法继续',
};
const seconds = (value: number) =>
  value < 90 ? `${Math.ceil(value / 5) * 5} 秒` : `${Math.ceil(value / 60)} 分钟`;

/** The screen on which a run is watched and driven. */
export const live: typeof english = {
  none: { title: '当前没有测试', text: '从计划开始一次测试后，这里会逐秒显示进展。', plan: '前往计划' },
  capacity: '容量',
  standing: {
    baseline: '正在测量空闲负载',
    nothing: '尚无结论',
    atLeast: '至少',
    soFar: '目前为',
    known: '已确定',
    atMost: '一个也承载不了',
    invalid: '结果不可信',
    checking: (n) => `正在检验 ${n} 个`,
    loading: (n) => `${n} 个运行中，最新的正在加载`,
    held: (n) => `保持在 ${n} 个`,
    ending: '正在结束已启动的实例…',
    ended: '已结束',
    outOfTime: '已结束：时间预算用完',
    enough: (n) => `${n} 个已测得足够清楚，可以再启动一个`,
    measuring: (n) => `正在测量 ${n} 个`,
    launchFirst: '请启动第一个实例',
  },
  expected: (d) =>
    d.low === null
      ? `预计拐点在 ${d.n} 个之后`
      : d.high === null
        ? `预计拐点在 ${d.n} 个之后（${d.low} 个以上）`
        : `预计拐点在 ${d.n} 个之后（${d.low} 至 ${d.high}）`,
  expectedNone: '尚看不到拐点',
  limiting: (resource) => `最先耗尽：${resource}`,
  failed: '测试无法继续。',
  elapsed: '已用时间',
  left: '剩余时间',
  leftAbout: (value) => `约 ${seconds(value)}`,
  leftUnknown: '尚不清楚',
  leftYours: '由您掌握',
  progress: '进度',
  commands: {
    title: '操作',
    launch: '再启动一个',
    stop: '停止最新的',
    hold: '保持当前数量',
    goOn: '继续',
    confirm: '已进入重负载场景',
    end: '结束并得出结论',
    emergency: '紧急停止',
    result: '打开结果',
  },
  endAsk: {
    title: '结束这次测试？',
    text: '将结束所有已启动的实例，并以目前掌握的数据得出结论。',
    yes: '结束并得出结论',
    no: '继续测量',
  },
  overTime: '负载随时间',
  overN: '负载与实例数',
  box: '主机',
  instances: '实例',
  events: '事件',
  noInstances: '还没有实例。',
  noEvents: '还没有事件。',
  cores: (n) => `${n} 个核心，最近一分钟`,
  noCores: '没有各核心的读数。',
  core: (index) => `核心 ${index}`,
  gpu: (index, name) => (name === '' ? `GPU ${index}` : `GPU ${index} · ${name}`),
  noGpu: '本机读不到任何 GPU。',
  temperature: '温度',
  clock: '频率',
  lastMinutes: '最近 2 分钟',
  notRead: (d) => `读不到：${d.names}${d.more === 0 ? '' : ` 等 ${d.more + 3} 项`}`,
  window: { label: '显示范围', all: '全程', ten: '10 分钟', two: '2 分钟', own: '自选' },
  zoom: {
    in: '放大',
    out: '缩小',
    earlier: '向前',
    later: '向后',
    help: '滚轮或 +、− 键缩放，拖动或方向键移动，0 键显示全程。',
  },
  gap: (d) => (d.asleep ? `主机休眠 ${d.seconds} 秒` : `${d.seconds} 秒没有读数`),
  state: { starting: '加载中', ready: '就绪', hung: '无响应', stopping: '停止中', ended: '已结束' },
  exit: (d) => `${entry(EXITS, d.reason) ?? d.reason}${d.code === null ? '' : `（${d.code}）`}`,
  columns: { pid: '进程号', cpu: 'CPU', ram: '内存', vram: '显存', frames: '帧率', slot: '槽位' },
  instance: {
    title: (n) => `实例 ${n}`,
    stop: '停止此实例',
    confirm: '它已进入重负载场景',
    log: '最近的输出',
    noLog: '此主机不保留输出。',
    silent: '还没有任何输出。',
  },
  event: {
    launch: (d) => `实例 ${d.instance} 已启动${d.gpu === null ? '' : `（GPU ${d.gpu}）`}`,
    ready: (d) => `实例 ${d.instance} 就绪`,
    exit: (d) =>
      `实例 ${d.instance} ${entry(EXITS, d.reason) ?? d.reason}${d.code === null ? '' : `（${d.code}）`}`,
    hold: (on) => (on ? '操作员要求保持' : '继续'),
    confirm: (d) => `实例 ${d.instance} 已确认进入重负载场景`,
    examined: '已检查主机：没有发现会让测试失真的因素',
    guard: (name) => `保护措施：${name}`,
    end: (by) => `测试结束：${entry(ENDINGS, by) ?? by}`,
  },
  command: '命令',
  unsent: '命令没有送达引擎。',
};
