import type { doctor as english } from '../en/doctor.ts';
import { rights } from './rights.ts';

const number = (value: unknown, digits = 1) => (typeof value === 'number' ? value.toFixed(digits) : '?');
const list = (value: unknown) => (Array.isArray(value) ? value.join('、') : String(value));

const checks: typeof english.checks = {
  'background-load': {
    evidence: (d) =>
      d['cpu'] === null
        ? '读不到 CPU 负载。'
        : `尚未启动任何实例时，CPU 已有 ${number(d['cpu'])}% 的负载（观察了 ${number(d['seconds'], 0)} 秒）。`,
    effect: '其他程序会占用容量，而且每次都不一样。',
    wayOut: '关闭其他程序，等系统更新和扫描结束后再检查一次。',
  },
  'gpu-readings': {
    evidence: (d) => {
      const cards = d['cards'] as readonly string[];
      return cards.length === 0 ? '没有可以读取的显卡。' : `显卡：${cards.join('、')}。`;
    },
    effect: '如果最先达到极限的是 GPU，就不会被发现，得出的容量会偏高。',
    wayOut: '原因见上表。可以在计划中测量帧率（frames）：GPU 满载时帧率会下降。',
  },
  'card-access': {
    evidence: (d) =>
      (d['closed'] as readonly string[]).length === 0
        ? `当前用户可以使用 ${list(d['nodes'])}。`
        : `当前用户无权使用 ${list(d['closed'])}。`,
    effect: '该用户启动的程序只能用软件渲染，甚至完全无法渲染。',
    wayOut: '把用户加入 render 组（sudo usermod -aG render 用户名），然后重新登录。',
  },
  'encoder-reading': {
    evidence: () => '能否读取视频编码器的负载。',
    effect: '推流的程序可能最先占满编码器，而测试看不到这一点。',
    wayOut: '更新显卡驱动，并在每路视频都有人观看时测试。',
  },
  'free-memory': {
    evidence: (d) => `可用内存 ${number(d['freeMiB'], 0)} MiB。`,
    effect: '内存保护可能在得出结果之前就结束测试。',
    wayOut: '关闭其他程序，或在计划中调低 guards.freeRamMiB。',
  },
  swapping: {
    evidence: (d) => `内存与交换区之间的换页速度为 ${number(d['rate'])} MiB/s。`,
    effect: '换页时主机变慢，却不反映在任何负载上，这样的测试没有意义。',
    wayOut: '释放内存，直到换页停止。',
  },
  cost: {
    evidence: (d) =>
      `每次采样占用 CPU ${number(d['cpuMs'], 2)} 毫秒，相当于一个核心的 ${number(d['share'], 2)}%。`,
    effect: '测量本身会给被测主机增加负载。',
    wayOut: '把采样间隔调长（--tick 2）。这不应该发生，请告诉我们。',
  },
};

const remedies: typeof english.remedies = {
  'no-source': (d) => (String(d['source']) === '/proc/pressure' ? '启动内核时加上参数 psi=1。' : null),
  'no-right': (d) => (d['group'] === null ? '以管理员身份运行。' : rights.join(list(d['group']))),
  'driver-silent': (d) => `更新版本的 ${String(d['driver'])} 也许会提供。`,
  'too-old': (d) => `安装 ${String(d['program'])} ${String(d['needed'])} 或更新的版本。`,
  'not-installed': (d) => `安装 ${String(d['program'])}。`,
  'not-loadable': () => '重新安装驱动。',
  'driver-refuses': () => '重启主机；仍不行就重新安装驱动。',
};

export const doctor: typeof english = {
  title: (d) => `Kneescope 在 ${d.name} 上能测量什么`,
  header: ['读数', '来源', '可读', '为什么不可读，怎么办'],
  andMore: (d) => `${d.name}等 ${d.more + 1} 项`,
  yes: '是',
  no: '否',
  cost: (d) =>
    `每次采样占用 CPU ${d.cpuMs.toFixed(2)} 毫秒，耗时 ${d.wallMs.toFixed(1)} 毫秒；每秒采样一次时，相当于一个核心的 ${d.share.toFixed(2)}%。`,
  checksTitle: '哪些因素会让测试失真',
  states: { good: '正常', beware: '注意', bad: '不可信' },
  effect: '影响：',
  wayOut: '办法：',
  readings: {
    cpu: 'CPU',
    cpuUtility: '任务管理器显示的 CPU',
    cores: '每个核心',
    cpuClock: 'CPU 频率',
    cpuThrottles: 'CPU 过热降频',
    runQueue: '等待核心的程序数',
    pressure: '等待所占的时间',
    ram: '内存',
    commit: '已承诺的内存',
    swap: '换页',
    gpu: '每块 GPU',
    engines: 'GPU 的各个引擎',
    vram: '显存',
    sharedVramMiB: 'GPU 占用的内存',
    encoder: '视频编码器',
    encoderSessions: '编码会话数',
    clock: 'GPU 频率',
    temperature: 'GPU 温度',
    powerWatts: 'GPU 功耗',
    throttle: 'GPU 降频原因',
    fps: '帧率',
    frameTimes: '帧时间',
    'instances.cpu': '实例的 CPU',
    'instances.ramMiB': '实例的内存',
    'instances.pssMiB': '按比例分摊的内存',
    'instances.hottestThread': '最忙的线程',
    'instances.gpu': '实例的 GPU',
    'instances.vramMiB': '实例的显存',
  },
  checks,
  remedies,
};
