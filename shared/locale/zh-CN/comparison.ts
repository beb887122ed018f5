import type { comparison as english } from '../en/comparison.ts';
import { conditionValue } from '../condition-value.ts';
import { loads } from './units.ts';
import { entry } from '../entry.ts';

const percent = (share: number) => `${(100 * share).toFixed(share > 0.995 ? 1 : 0)}%`;
const signed = (value: number) => {
  const digits = Math.abs(value).toFixed(1);
  const sign = digits === '0.0' ? '' : value > 0 ? '+' : '−';
  return `${sign}${digits}%`;
};

/** What may differ, by its field in the trace. */
const FIELDS: Record<string, string> = {
  box: '主机类型',
  'host.id': '主机标识',
  'host.name': '主机名称',
  'host.cpu': '处理器',
  'host.cores': '核心数',
  'host.ramMiB': '内存',
  'host.gpus': '显卡',
  'limits.fpsFloor': '须保持的帧率',
  fpsTarget: '目标帧率',
  scene: '场景',
  arguments: '启动参数',
  environment: '环境变量',
};
const WORDS = {
  solo: '以单实例为准',
  nothing: '无',
  percent: (value: string) => `${value}%`,
  list: (items: readonly string[]) => items.join('、'),
};

function fieldName(field: string): string {
  const name = loads[field.replace(/^limits\./u, '') as keyof typeof loads] as string | undefined;
  return entry(FIELDS, field) ?? (name === undefined ? field : `${name}上限`);
}

export const comparison: typeof english = {
  results: { better: '变好', same: '持平', worse: '变差', 'cannot-tell': '无法判断' },
  headline: {
    better: (d) => `变好：现在可承载 ${d.candidate} 个实例，此前为 ${d.base} 个。`,
    same: (d) =>
      d.base === d.candidate
        ? `持平：与之前一样，可承载 ${d.candidate} 个实例。`
        : `持平：现在 ${d.candidate} 个实例，此前 ${d.base} 个，差别在两次测试的正常波动之内。`,
    worse: (d) =>
      d.base === d.candidate
        ? `变差：仍可承载 ${d.candidate} 个实例，但每个实例的开销变大了。`
        : `变差：现在可承载 ${d.candidate} 个实例，此前为 ${d.base} 个。`,
    'cannot-tell': (d) => `无法判断：现在 ${d.candidate} 个实例，此前为 ${d.base} 个。`,
  },
  betterByDemand: (d) => `变好：仍可承载 ${d.capacity} 个实例，但每个实例的开销变小了。`,
  reasons: {
    capacity: '单凭容量即可得出这一结论。',
    demand: '依据是：对最先耗尽的资源，每个实例的开销如何变化。',
    edge: '容量相差 1，但每个实例的开销并没有超出波动的变化：上限恰好落在同一程序的两次测试之间。请用 --repeat 3 对两边重测。',
    noise: '变化没有超出同一构建两次测试之间的正常波动。请用 --repeat 3 对两边重测。',
    censored: '两次测试都在触及任何上限之前结束：请提高 --max 再测。',
    invalid: '两次测试中有一次不可信，无从比较。',
  },
  probability: (d) =>
    `容量变低的把握为 ${percent(d.lower)}，不变 ${percent(d.same)}，变高 ${percent(d.higher)}。`,
  change: (d) =>
    `每个实例的 ${d.resource} 开销：${signed(d.change)}（95% 区间：${signed(d.low)} 至 ${signed(d.high)}）。`,
  signed,
  notGate: '两次测试的条件不同，不能据此判定构建是否通过：',
  allowed: '两次测试的条件不同，但已获准比较：',
  difference: (d) =>
    `${fieldName(d.field)}：${conditionValue(d.field, d.base, WORDS)} → ${conditionValue(d.field, d.candidate, WORDS)}`,
  conditions: { box: '主机', limits: '上限', scene: '场景' },
  notes: {
    'same-run': (d) => `两边都是测试 ${String(d['run'])}，自己与自己比较得不出任何结论，请换一条记录。`,
    'same-program': () => '两次测试的是同一个程序文件（SHA-256 相同），相当于同一个构建与自己比较。',
    'single-runs': () =>
      '至少有一边只测了一次，因此两次测试之间的波动是假定的（单实例开销的 1%），并非实测。',
    'idle-differs': (d) =>
      `空闲时的主机状态不同：${String(d['resource']).toUpperCase()} 当时为 ${Number(d['base']).toFixed(1)}%，现在为 ${Number(d['candidate']).toFixed(1)}%。这会改变容量，而与构建无关。`,
    'repeat-disagree': (d) =>
      `重复测试得出的容量不一致：${Array.isArray(d['capacities']) ? d['capacities'].join('、') : '?'}。`,
    'repeat-invalid': (d) => `记录 ${String(d['run'])} 不可信，未计入。`,
    'repeat-drift': (d) =>
      `重复测试中，每个实例的 ${String(d['resource']).toUpperCase()} 开销一直朝一个方向变化（共 ${signed(Number(d['percent']))}）：主机状态前后不同，例如逐渐升温。`,
  },
  report: {
    kind: '两个构建的比较',
    title: (d) => `${d.base} → ${d.candidate}`,
    figures: '前后对比',
    base: '基准',
    candidate: '待测',
    capacity: '容量',
    interval: '95% 区间',
    percent: (value) => `${value}%`,
    confidence: '置信度',
    limitedBy: '最先达到极限',
    none: '—',
    runs: '记录',
    started: '开始时间',
    program: '程序',
    fileVersion: '文件版本',
    sha256: 'SHA-256',
    tags: '标签',
    box: '主机',
    demand: '单实例开销',
    demandCaption:
      '每个实例占整机或整张显卡的百分点，附 95% 区间；变化为相对值。加粗的资源已接近耗尽，由它们决定结论。',
    resource: '资源',
    change: '变化',
    result: '结论',
    p: 'p 值（已校正）',
    conditions: '测试条件',
    sameConditions: '就记录所及，两次测试的主机、上限与场景都相同。',
    notes: '须知',
    before: '负载与实例数的关系：基准',
    after: '负载与实例数的关系：待测',
    method: '比较方法',
    methodText:
      '容量的比较依据每份结论对各个数值的把握。单实例开销按相对值比较；两次测试之间的波动取自重复测试，没有重复时则为假定值。只有当纯属偶然的可能性（所有起决定作用的资源合计）低于二十分之一、且变化超过 2% 时，才判为有变化；只有当超过 10% 的变化必定能被看出时，才判为持平。',
  },
  cli: {
    commands: {
      compare: '比较两条记录：构建与构建',
      baseline: '指定作为基准的记录：set RUN [NAME]、list',
    },
    arguments: {
      base: '记录、基准名称或标签',
      candidate: '记录、基准名称或标签',
      action: 'set 或 list',
      name: '基准名称（默认 default）',
    },
    options: {
      allow: '允许不同的条件：box,limits,scene',
      junit: '写出 JUnit XML 文件',
      repeat: '测试 N 次并汇总',
      baseline: '与基准比较（名称、记录或标签，默认为 default）；变差时以 3 退出',
    },
    repeat: (d) => `第 ${d.index} 次，共 ${d.of} 次`,
    baselineSet: (d) =>
      d.before === null || d.before === d.run
        ? `基准 ${d.name} 为 ${d.run}。`
        : `基准 ${d.name} 现为 ${d.run}，此前为 ${d.before}。`,
    noBaselines: '尚未指定基准：kneescope baseline set RUN [NAME]',
    baselineHeader: ['名称', '记录', '程序', '容量', '设定时间', '主机'],
    junitAt: (d) => `JUnit：${d.file}`,
  },
  junit: {
    trusted: '测试可信',
    required: (d) => `至少可承载 ${d.require} 个`,
    notWorse: '不比基准差',
    below: (d) => `${d.capacity} 低于要求的 ${d.require}`,
  },
};
