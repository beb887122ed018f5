import type { doctor as english } from '../en/doctor.ts';
import { entry } from '../entry.ts';
import { rights } from './rights.ts';

const number = (value: unknown, digits = 1) => (typeof value === 'number' ? value.toFixed(digits) : '?');
const list = (value: unknown) => (Array.isArray(value) ? value.join('、') : String(value));

const words = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const rows = (value: unknown) =>
  words(value).filter(
    (one): one is Readonly<Record<string, unknown>> => typeof one === 'object' && one !== null,
  );

const POWER: Readonly<Record<string, string>> = {
  'a1841308-3541-4fab-bc81-f71556f20b4a': '“节能”',
  '381b4222-f694-41f0-9685-ff5bb260df2e': '“平衡”',
  '8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c': '“高性能”',
  'e9a42b02-d5df-448d-aa00-03f14749eb61': '“卓越性能”',
  '961cc777-2547-4f9d-8174-7d86181b8a7a': '“最佳能效”',
  '3af9b8d9-7c97-431d-ad78-34a8bfea439f': '“更好的性能”',
  'ded574b5-45a0-4f42-8737-46345c09c238': '“最佳性能”',
  '00000000-0000-0000-0000-000000000000': '“推荐”',
};

const checks: typeof english.checks = {
  'background-load': {
    evidence: (d) =>
      d['cpu'] === null
        ? '读不到 CPU 负载。'
        : `尚未启动任何实例时，CPU 已有 ${number(d['cpu'])}% 的负载（观察了 ${number(d['seconds'], 0)} 秒）${
            rows(d['busy']).length === 0
              ? ''
              : `，主要来自 ${rows(d['busy'])
                  .map((one) => `${list(one['name'])}（${number(one['cpu'])}%）`)
                  .join('、')}`
          }。`,
    effect: '其他程序会占用容量，而且每次都不一样。',
    wayOut: '关闭其他程序，等系统更新和扫描结束后再检查一次。',
  },
  'gpu-readings': {
    evidence: (d) => {
      const cards = words(d['cards']);
      return cards.length === 0 ? '没有可以读取的显卡。' : `显卡：${cards.join('、')}。`;
    },
    effect: '如果最先达到极限的是 GPU，就不会被发现，得出的容量会偏高。',
    wayOut: '原因见上表。可以在计划中测量帧率（frames）：GPU 满载时帧率会下降。',
  },
  'cards-of-others': {
    evidence: (d) =>
      rows(d['cards']).length === 0
        ? '没有其他程序在用显卡。'
        : `尚未启动任何实例时，${rows(d['cards'])
            .map(
              (card) =>
                `GPU ${number(card['index'], 0)} 的负载已有 ${number(card['load'])}%，显存已用 ${number(card['vram'])}%`,
            )
            .join('；')}。`,
    effect: '被别的程序占去的部分，实例就用不上了，而且每次都不一样。',
    wayOut: '关闭浏览器、其他渲染程序和录屏软件；任务管理器可以看到谁在用 GPU。',
  },
  throttled: {
    evidence: (d) =>
      words(d['reasons']).length === 0 && d['cpu'] === 0
        ? '主机没有降频。'
        : `空闲时就已经降频${words(d['reasons']).length > 0 ? `：${list(d['reasons'])}` : ''}${d['cpu'] === 0 ? '' : `（CPU 因过热降频 ${number(d['cpu'], 0)} 次）`}。`,
    effect: '降频的主机承载得少，恢复之后结果就不一样了。',
    wayOut: '等它冷却，清理风扇，检查电源和功耗限制。',
  },
  'card-access': {
    evidence: (d) =>
      words(d['closed']).length === 0
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
  'power-saving': {
    evidence: (d) => {
      const { scheme, overlay, governors, preferences, profile } = d;
      const parts = [
        ...(typeof scheme === 'string' ? [`电源计划为${entry(POWER, scheme) ?? ` ${scheme}`}`] : []),
        ...(typeof overlay === 'string' ? [`电源模式为${entry(POWER, overlay) ?? ` ${overlay}`}`] : []),
        ...(words(governors).length > 0 ? [`调频策略为 ${list(governors)}`] : []),
        ...(words(preferences).length > 0 ? [`能耗偏好为 ${list(preferences)}`] : []),
        ...(typeof profile === 'string' ? [`平台模式为 ${profile}`] : []),
      ];
      return `电源：${parts.join('，')}。`;
    },
    effect: '负载低时频率也低，负载上来后频率才升高，因此前几个实例看上去比后面的更重。',
    wayOut:
      '把电源计划改为“高性能”（powercfg /setactive SCHEME_MIN）；在 Linux 上使用 performance 调频策略（cpupower frequency-set -g performance）。',
  },
  battery: {
    evidence: (d) => (d['discharging'] === true ? '主机正在用电池供电。' : '主机接着电源。'),
    effect: '用电池时，CPU 和 GPU 都被限制，大多不到一半。',
    wayOut: '接上电源。',
  },
  'remote-session': {
    evidence: (d) =>
      d['by'] === 'service'
        ? 'Kneescope 作为服务运行在会话 0 中，那里没有桌面。'
        : d['by'] === 'rdp'
          ? '当前会话正通过远程桌面显示在别处。'
          : '当前会话没有通过远程桌面显示。',
    effect:
      '在这里启动的程序，画面要传到别处：显卡还得为它编码，计数器的读数不同，帧率受网络影响，断开之后窗口可能不再出帧。',
    wayOut:
      '在本机控制台会话中启动（用 VNC 等显示控制台的工具，或自动登录），或者离屏渲染；否则只与同样方式得出的结果比较。',
  },
  'no-desktop': {
    evidence: (d) =>
      d['core'] === true
        ? '这是没有桌面的 Windows Server（Server Core）。'
        : d['display'] === true
          ? '有可以显示窗口的屏幕。'
          : '没有可以显示窗口的屏幕。',
    effect: '要打开窗口的程序无法启动，或者只能用软件渲染。',
    wayOut:
      '离屏启动（Unreal：-RenderOffScreen），或者在有桌面的会话中启动；在 Linux 上可用 xvfb-run 或显卡的虚拟屏幕。',
  },
  displays: {
    evidence: (d) =>
      `共 ${number(d['cards'], 0)} 块显卡，其中 ${words(d['shown']).length} 块接着屏幕：${list(d['shown'])}。`,
    effect: '接着屏幕的显卡还要画桌面，因此相同的显卡承载的数量不同。',
    wayOut: '拔掉屏幕，或者全部接到不参与测试的显卡上；否则在结果中分别看每块显卡。',
  },
  'frame-rights': {
    evidence: (d) =>
      d['mayTrace'] === true
        ? '当前用户可以测量其他程序的帧率（PresentMon）。'
        : '当前用户无权测量其他程序的帧率（PresentMon）。',
    effect: '其他读数都不受影响；只有计划要求用 presentmon 测帧率时，会读不到。',
    wayOut:
      '把用户加入 Performance Log Users 组（net localgroup "Performance Log Users" 用户名 /add），然后重新登录。除此之外不需要任何权限。',
  },
  clock: {
    evidence: (d) =>
      d['stepped'] === true
        ? `观察期间，系统时钟被调整了 ${number(d['stepMs'], 0)} 毫秒。`
        : `主机的日期是 ${list(d['date'])}${typeof d['source'] === 'string' ? `，计时来源为 ${d['source']}` : ''}。`,
    effect: '测试用的是另一个时钟，不受影响；但日期、其他程序的记录以及与它们的对齐会出错。',
    wayOut:
      '让系统先校准时钟，稍候再测（w32tm /resync、timedatectl）；计时来源不是 tsc，通常是内核认为它不可靠。',
  },
  'free-disk': {
    evidence: (d) => `${list(d['folder'])} 所在的磁盘还剩 ${number(d['freeMiB'], 0)} MiB。`,
    effect: '磁盘保护可能提前结束测试，程序的副本也可能放不下。',
    wayOut: '腾出空间，或者换一个数据文件夹（--data）。',
  },
  'fewer-cores': {
    evidence: (d) => `主机有 ${number(d['all'], 0)} 个逻辑处理器，这里只能用 ${number(d['allowed'])} 个。`,
    effect: '主机的负载永远到不了上限，得出的是这一限制之下的容量，而且很晚才发现。',
    wayOut: '在容器之外测试，或者去掉核心绑定或配额。',
  },
  gaming: {
    evidence: (d) => {
      const on = [
        ...(d['mode'] === true ? ['游戏模式'] : []),
        ...(d['recording'] === true ? ['后台录制'] : []),
      ];
      return on.length === 0 ? '游戏模式和后台录制都已关闭。' : `Windows 已打开：${on.join('、')}。`;
    },
    effect:
      'Windows 会偏向最前面的窗口，并以“全屏优化”的方式显示它：各实例得到的资源不一样，谁多谁少全凭运气。',
    wayOut:
      '在“设置 › 游戏”中关闭游戏模式和录制。让实例以窗口（-windowed）或离屏方式运行，不要全屏；否则在“属性 › 兼容性”中勾选“禁用全屏优化”。',
  },
  'virus-scanner': {
    evidence: (d) =>
      words(d['scanners']).length === 0
        ? '没有发现正在运行的杀毒软件。'
        : `正在运行的杀毒软件：${list(d['scanners'])}。`,
    effect: '程序启动时会被扫描，第一次尤其慢：首次启动更久，也占用 CPU。',
    wayOut: '把程序所在的文件夹以及存放副本的数据文件夹加入排除项。如果首次启动比其余的慢，测试结果会说明。',
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
    cpuStolen: '被虚拟机宿主机占用的 CPU 时间',
    runQueue: '等待核心的程序数',
    pressure: '等待资源的时间',
    ram: '内存',
    commit: '已提交的内存',
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
