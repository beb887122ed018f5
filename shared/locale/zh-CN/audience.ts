import type { audience as english } from '../en/audience.ts';

/** 面向观众的推算结果。数字已按语言写好。 */
export const audience: typeof english = {
  headings: {
    bandwidth: '带宽',
    waiting: '排队',
    simulation: '全天仿真',
    boxes: '主机数量',
    hardware: '其他硬件（预测）',
  },
  mbps: (amount) => `${amount} Mbit/s`,
  percent: (amount) => `${amount}%`,
  seconds: (amount) => `${amount} 秒`,
  minutes: (amount) => `${amount} 分钟`,
  hours: (amount) => `${amount} 小时`,
  viewers: (d) =>
    d.spectators === null ? `${d.streams} 路串流` : `${d.streams} 路串流和 ${d.spectators} 名观众`,
  need: (d) =>
    `${d.viewers}${d.rate === null ? '' : `，每路 ${d.rate}`}，共需 ${d.need}${d.overhead === null ? '' : `（含开销系数 ${d.overhead}）`}。`,
  limits: {
    none: () => '渲染主机和上行带宽都够用。',
    noneKnown: () => '没有给出上行带宽；就已知条件而言没有瓶颈。',
    box: (d) => `瓶颈在渲染主机：${d.streams} 路串流中只能承载 ${d.capacity} 路。`,
    uplink: (d) => `瓶颈在上行带宽：${d.uplink} 只够 ${d.viewers} 人中的 ${d.fit} 人。`,
    both: (d) =>
      `两者都不够：渲染主机只能承载 ${d.streams} 路串流中的 ${d.capacity} 路，上行带宽需要 ${d.need}，只有 ${d.uplink}。`,
  },
  left: (d) => `上行带宽 ${d.uplink}，还剩 ${d.left}。`,
  open: (d) =>
    `如果来者不拒，每人至多分到 ${d.each}：${d.viewers} 人中有 ${d.below} 人达不到所需，从第 ${d.from} 人开始不够。`,
  admit: (d) => `如果只放行带宽足够的人：${d.admitted}可以进入，其余 ${d.waiting} 人需要等候。`,
  notice: {
    stream: (d) => `第 ${d.viewer} 人会看到：“目前没有空位。等候上机的有 ${d.waiting} 人，您排在第 1 位。”`,
    spectator: (d) =>
      `第 ${d.viewer} 人会看到：“目前观看席位已满。等候观看的有 ${d.waiting} 人，您排在第 1 位。”`,
  },
  step: (d) => `若全部改用${d.name}（${d.rate}），共需 ${d.need}。`,
  stepFits: (d) => `若全部改用${d.name}（${d.rate}），共需 ${d.need}，带宽足够。`,
  stepTooMuch: (d) => `若全部改用${d.name}（${d.rate}），共需 ${d.need}，仍然不够；可容纳${d.admitted}。`,
  firstStep: '首选画质',
  load: (d) =>
    `每小时到达 ${d.arrivals} 人，每人使用 ${d.session}，平均占用 ${d.load} 个位置；共有 ${d.places} 个位置。`,
  peak: (d) => `最忙的时段（${d.from} 至 ${d.to}）：`,
  waits: (d) => `${d.share} 的人需要等候，平均等候 ${d.mean}；95% 的人等候不超过 ${d.p95}。`,
  waitsHardly: (d) => `${d.share} 的人需要等候，平均等候 ${d.mean}；95% 的人无需等候。`,
  unstable: (d) =>
    `来的人比走的人多：需要 ${d.load} 个位置，只有 ${d.places} 个。队伍会越排越长，因此没有平均等候时间。`,
  wouldBeRefused: (d) => `如果不允许排队，会有 ${d.share} 的人被拒绝。`,
  refusedByRoom: (d) => `队伍最多容纳 ${d.room} 人，会有 ${d.share} 的人被拒绝。`,
  refusedAtOnce: (d) => `不允许排队：${d.share} 的人遇到满位而被拒绝。`,
  simulated: (d) => `仿真了 ${d.days} 天，每天约 ${d.arrivals} 人到达。`,
  simulatedWaits: (d) =>
    `得到位置的人当中有 ${d.share} 需要等候，平均 ${d.mean}；95% 的人等候不超过 ${d.p95}。`,
  simulatedMean: (d) => `平均等候时间的 95% 区间为 ${d.low} 至 ${d.high}。`,
  simulatedWorst: (d) =>
    `${d.hour} 起的一小时内到达的人等得最久：其中 95% 的人不超过 ${d.p95}。同时等候的最多有 ${d.line} 人。`,
  gaveUp: (d) => `${d.share} 的人中途放弃。`,
  refused: (d) => `${d.share} 的人被拒绝。`,
  nobodyCame: '没有人到达。',
  noSimulation: {
    unstable: '无法仿真：全天来的人比走的人多，队伍会一天比一天长。',
    'too-many': '未进行仿真：到达人数太多，耗时过长。',
  },
  formulaLeavesOut:
    '公式把每个小时都当作会一直持续下去，假定使用时长服从指数分布，且没有人会失去耐心；如果这些有影响，请以全天仿真为准。',
  now: (d) => `现有 ${d.places} 个位置时，${d.share} 的人能在 ${d.seconds}内得到位置。`,
  needed: (d) => `要让 ${d.share} 的人在 ${d.seconds}内得到位置，需要 ${d.places} 个位置。`,
  choice: (d) =>
    d.spare === '0'
      ? `即 ${d.total} 台主机（${d.boxes}），没有备用。`
      : `即 ${d.total} 台主机（${d.boxes}），其中 ${d.spare} 台出故障也够用。`,
  noChoice: '可用的主机不够。',
  noPlaces: '无论多少位置都达不到这个目标。',
  boxCount: (d) => `${d.name} × ${d.count}`,
  thisBox: '本机型',
  cost: (d) =>
    `每小时费用 ${d.hour}：满员时每路串流每小时 ${d.full}${d.used === null ? '' : `，按目前到达人数为 ${d.used}`}。`,
  otherBox: (d) =>
    `预测，并非实测：另一台主机可承载 ${d.capacity} 个${d.range === null ? '' : `（${d.range}）`}，最先用尽的是${d.resource}。`,
  otherBoxUnknown: '无法预测：没有一项资源同时知道单实例需求和另一台主机的规格。',
  between: (d) => (d.low === d.high ? d.low : `${d.low} 至 ${d.high}`),
  noRange: '单实例需求还没有区间，因此预测也没有区间：请多测几个级别。',
  eachResource: (d) => `只看单项资源：${d.list}。`,
  ofResource: (d) => `${d.resource} ${d.capacity} 个`,
  notCounted: (d) => `两边不全知道，未计入：${d.list}。`,
  speeds: {
    same: (d) => `${d.part}：没有说明，按与实测主机一样快计算。`,
    typed: (d) => `${d.part}：× ${d.speed}，由您填写；它有多大误差，这里的区间反映不出来。`,
    range: (d) => `${d.part}：× ${d.speed}，由您填写的范围，已计入区间。`,
    calibrated: (d) => `${d.part}：× ${d.speed}，由两台实测主机得出。`,
  },
  parts: { core: 'CPU 核心', gpu: '显卡' },
  extension: (d) => `预测，并非实测：再增加 ${d.more} 个，共 ${d.target} 个，本机还缺：`,
  extensionNone: (d) => `预测，并非实测：再增加 ${d.more} 个，共 ${d.target} 个，就已知条件而言什么都不缺。`,
  addition: {
    cpu: (d) => `同样的核心 ${d.amount} 个`,
    gpu: (d) => `同样的显卡 ${d.amount} 张`,
    vram: (d) => `每张显卡增加显存 ${d.amount} GiB`,
    ram: (d) => `内存 ${d.amount} GiB`,
    encoder: (d) => `同样的编码器 ${d.amount} 个`,
  },
  additionCost: (d) => `${d.what}：${d.cost}`,
  table: {
    hour: '时段',
    arrivals: '到达',
    load: '占用',
    waits: '需等候',
    mean: '平均',
    p95: '95%',
    refused: '被拒绝',
    simulatedP95: '95%（仿真）',
  },
  listOf: (items) => items.join('、'),
  dash: '—',
  clock: (hour) => `${hour}:00`,
};
