import { DEFAULT_LIMITS } from '../../../shared/model/resources.ts';
import { Random } from './random.ts';
import type { CardSpec, ReadySign, WorldSpec } from './spec.ts';

/*
 * One function a family, all in one file, because they are read side by side: each says in what its boxes differ from
 * the ordinary one. A seed gives one box; margins are drawn so that the truth may lie anywhere between two levels.
 */

type Family = (spec: WorldSpec, random: Random) => WorldSpec;

/** A capacity to aim at: small ones are as common as in the field, large ones occur. */
function aimedCapacity(random: Random, most = 20): number {
  return random.chance(0.5)
    ? random.whole(1, most)
    : Math.min(most, Math.floor(Math.exp(random.between(0, Math.log(most + 1)))));
}

/** What each instance may take so that `n` fit below the limit and `n + 1` do not. */
function demandFor(n: number, limit: number, base: number, random: Random): number {
  return (limit - base) / (n + random.between(0.01, 0.99));
}

function ordinaryCard(random: Random): CardSpec {
  return {
    vramMiB: random.pick([8, 12, 16, 24, 48]) * 1024,
    speed: 1,
    base: { gpu: random.between(0, 4), vramMiB: random.between(200, 1200) },
    boost: null,
    thermal: random.chance(0.5)
      ? {
          // Warm, never so hot that the clock falls.
          ambient: random.between(30, 45),
          rise: random.between(20, 35),
          seconds: random.between(40, 120),
          slowdown: 87,
          perDegree: 0.01,
          floor: 0.6,
        }
      : null,
  };
}

const READY: readonly ReadySign[] = [
  'on-time',
  'on-time',
  'on-time',
  'on-time',
  'on-time',
  'on-time',
  'early',
  'late',
  'late',
  'never',
];

/** A box with nothing unusual, bound by its one card. */
function ordinary(family: string, seed: number, random: Random): WorldSpec {
  const n = aimedCapacity(random);
  const card = ordinaryCard(random);
  const gpu = demandFor(n, DEFAULT_LIMITS.gpu, card.base.gpu, random);
  const cpuBase = random.between(1, 6);
  const spare = (most: number) => random.between(1.25, most);
  return {
    family,
    seed,
    cap: Math.max(n + random.whole(2, 30), 12),
    limits: DEFAULT_LIMITS,
    cores: random.pick([8, 12, 16, 24, 32]),
    ramMiB: 65536,
    baseRamMiB: random.between(3000, 9000),
    cards: [card],
    spread: 'round-robin',
    program: {
      cpu: (85 - cpuBase) / ((n + 1) * spare(4)),
      gpu,
      encoder: random.chance(0.5) ? 90 / ((n + 1) * spare(4)) : 0,
      vramMiB: (0.95 * card.vramMiB - card.base.vramMiB) / ((n + 1) * spare(4)),
      ramMiB: (0.9 * 65536 - 9000) / ((n + 1) * spare(5)),
      scene: {
        period: random.between(8, 60),
        swing: [random.between(0.02, 0.22), random.between(0, 0.1)],
        noise: random.between(0.02, 0.1),
        correlation: random.between(0.5, 0.95),
        spikes: { rate: random.chance(0.5) ? random.between(0.002, 0.02) : 0, size: random.between(0.2, 1) },
      },
      frames: { target: random.pick([30, 60, 60, 90]), thread: { alone: random.between(0.2, 0.6), each: 0 } },
    },
    startup: {
      contention: random.between(0, 0.5),
      cpuBurst: random.between(3, 12),
      gpuShare: random.between(0, 0.8),
      settle: { share: random.between(-0.25, 0.4), seconds: random.between(3, 14) },
      plateau: null,
      ready: random.pick(READY),
      growth: null,
      ...startupSeconds(random.between(5, 30), random),
    },
    hidden: null,
    background: { cpu: cpuBase, bursts: null },
    overflow: random.chance(0.5) ? 'frames' : 'newest-dies',
    deaths: null,
    launchFails: 0,
    counters: {
      noise: random.between(0.2, 1),
      step: random.pick([0.1, 0.1, 1]),
      missing: random.pick([0, 0, 0.01, 0.05]),
      frames: random.chance(0.6),
      clocks: random.chance(0.5),
      temperatures: random.chance(0.6),
      slowdowns: false,
    },
  };
}

function startupSeconds(mean: number, random: Random): { seconds: [number, number] } {
  const spread = random.between(0.03, 0.2);
  return { seconds: [mean * (1 - spread), mean * (1 + spread)] };
}

function withProgram(spec: WorldSpec, program: Partial<WorldSpec['program']>): WorldSpec {
  return { ...spec, program: { ...spec.program, ...program } };
}
function withStartup(spec: WorldSpec, startup: Partial<WorldSpec['startup']>): WorldSpec {
  return { ...spec, startup: { ...spec.startup, ...startup } };
}
function withCard(spec: WorldSpec, card: Partial<CardSpec>): WorldSpec {
  return { ...spec, cards: spec.cards.map((one) => ({ ...one, ...card })) };
}

/** Several equal cards, each with its own idle load. */
function withCards(spec: WorldSpec, count: number, random: Random): WorldSpec {
  const [card] = spec.cards;
  if (!card) return spec;
  const cards = Array.from({ length: count }, () => ({
    ...card,
    base: { ...card.base, gpu: random.between(0, 3) },
  }));
  return { ...spec, cards };
}

export const FAMILIES: Readonly<Record<string, Family>> = {
  'gpu-bound': (spec) => spec,

  'cpu-bound': (spec, random) => {
    const n = aimedCapacity(random);
    const cpu = demandFor(n, spec.limits.cpu, spec.background.cpu, random);
    const card = spec.cards[0];
    const gpu = (85 - (card?.base.gpu ?? 0)) / ((n + 1) * random.between(1.25, 3));
    const vramMiB = ((card?.vramMiB ?? 0) * 0.9) / ((n + 1) * random.between(1.3, 3));
    return {
      ...withProgram(spec, { cpu, gpu, vramMiB, ramMiB: 45_000 / ((n + 1) * 1.5), encoder: 0 }),
      cap: Math.max(spec.cap, n + 4),
    };
  },

  // The main thread is full while the box looks idle: only frames tell, where they are told.
  'one-thread': (spec, random) => {
    const n = aimedCapacity(random, 14);
    const alone = random.between(0.6, 0.93);
    // alone × (1 + each × (n − 1)) passes 1 ÷ 0.95 between n and n + 1.
    const each =
      n === 1 ? random.between(0.4, 0.8) : (1 / 0.95 / alone - 1) / (n - 1 + random.between(0.03, 0.97));
    return {
      ...withProgram(spec, {
        gpu: 80 / ((n + 2) * random.between(1.1, 2)),
        cpu: 75 / ((n + 2) * random.between(1.1, 2)),
        vramMiB: spec.program.vramMiB / 2,
        encoder: 0,
        frames: { ...spec.program.frames, thread: { alone, each } },
      }),
      cap: n + random.whole(3, 8),
      counters: { ...spec.counters, frames: true },
    };
  },

  'vram-cliff': (spec, random) => {
    const n = aimedCapacity(random, 16);
    const card = spec.cards[0];
    const [total, base] = [card?.vramMiB ?? 0, card?.base.vramMiB ?? 0];
    const vramMiB = (0.95 * total - base) / (n + random.between(0.03, 0.97));
    return withProgram(
      { ...spec, cap: Math.max(spec.cap, n + 3) },
      {
        vramMiB,
        gpu: 80 / ((n + 1) * random.between(1.2, 2.5)),
        cpu: 70 / ((n + 1) * random.between(1.2, 3)),
        encoder: 0,
      },
    );
  },

  'ram-bound': (spec, random) => {
    const n = aimedCapacity(random, 18);
    const ramMiB = (0.9 * spec.ramMiB - spec.baseRamMiB) / (n + random.between(0.03, 0.97));
    return withProgram(
      { ...spec, cap: Math.max(spec.cap, n + 3) },
      {
        ramMiB,
        gpu: 80 / ((n + 1) * random.between(1.2, 2.5)),
        cpu: 70 / ((n + 1) * random.between(1.2, 3)),
        vramMiB: ((spec.cards[0]?.vramMiB ?? 0) * 0.9) / ((n + 1) * 1.5),
        encoder: 0,
      },
    );
  },

  'crash-at-n': (spec, random) => ({
    ...spec,
    deaths: {
      from: aimedCapacity(random, 12) + 1,
      who: random.chance(0.5) ? 'newest' : 'older',
      after: random.whole(1, 25),
    },
  }),

  throttling: (spec, random) => {
    const card = spec.cards[0];
    const ambient = random.between(32, 42);
    return {
      ...withCard(spec, {
        thermal: {
          ambient,
          rise: random.between(42, 58),
          seconds: random.between(60, 220),
          slowdown: random.between(74, 83),
          perDegree: random.between(0.008, 0.03),
          floor: 0.55,
        },
      }),
      program: { ...spec.program, gpu: spec.program.gpu * (card ? random.between(0.75, 1) : 1) },
      counters: { ...spec.counters, temperatures: random.chance(0.8), clocks: random.chance(0.7) },
    };
  },

  'noisy-background': (spec, random) => ({
    ...spec,
    background: {
      cpu: spec.background.cpu,
      bursts: {
        cpu: random.between(4, 18),
        gpu: random.chance(0.6) ? random.between(3, 14) : 0,
        on: random.between(4, 25),
        off: random.between(15, 90),
      },
    },
  }),

  'slow-start': (spec, random) =>
    withStartup(spec, {
      ...startupSeconds(random.between(60, 150), random),
      ready: random.pick(['on-time', 'early', 'late', 'never']),
      settle: { share: random.between(-0.3, 0.4), seconds: random.between(5, 20) },
    }),

  'many-gpus': (spec, random) => {
    const count = random.whole(3, 8);
    const perCard = random.between(2, 60 / count);
    const n = Math.floor(perCard * count);
    const wide = withCards(spec, count, random);
    return withProgram(
      { ...wide, cap: Math.min(80, n + random.whole(4, 20)) },
      {
        gpu: (85 - 1.5) / (perCard + random.between(-0.3, 0.9)),
        cpu: 80 / ((n + 4) * random.between(1.05, 2.5)),
        vramMiB: ((wide.cards[0]?.vramMiB ?? 0) * 0.85) / ((perCard + 1) * random.between(1.15, 2)),
        ramMiB: 50_000 / ((n + 4) * 1.3),
        encoder: 0,
      },
    );
  },

  'capacity-0': (spec, random) =>
    random.chance(0.7)
      ? withProgram(spec, { gpu: random.between(86, 130) })
      : withProgram(spec, { cpu: random.between(86, 120), gpu: 40 }),

  'never-reached': (spec, random) => {
    const cap = random.whole(4, 24);
    const room = (cap + 1) * random.between(1.03, 3);
    return withProgram(
      { ...spec, cap },
      {
        gpu: (85 - (spec.cards[0]?.base.gpu ?? 0)) / room,
        cpu: (85 - spec.background.cpu) / (room * random.between(1, 3)),
        vramMiB: ((spec.cards[0]?.vramMiB ?? 0) * 0.95 - 1200) / (room * random.between(1, 2)),
        ramMiB: 45_000 / (room * 1.2),
        encoder: 0,
      },
    );
  },

  'multi-gpu': (spec, random) => {
    const count = random.whole(2, 4);
    const wide = withCards(spec, count, random);
    const spread = random.chance(0.6) ? ('round-robin' as const) : ('first' as const);
    const used = spread === 'first' ? 1 : count;
    const n = Math.max(1, Math.floor(85 / spec.program.gpu)) * used;
    return withProgram(
      { ...wide, spread, cap: Math.max(spec.cap, n + 3) },
      {
        cpu: 80 / ((n + 2) * random.between(1.2, 3)),
        vramMiB: spec.program.vramMiB,
        ramMiB: 48_000 / ((n + 2) * 1.3),
        encoder: 0,
      },
    );
  },

  'failing-launches': (spec, random) => ({ ...spec, launchFails: random.between(0.05, 0.2) }),

  'rising-clocks': (spec, random) =>
    withCard(spec, {
      boost: { least: random.between(0.35, 0.75), fullAt: random.between(25, 75) },
    }),

  'odd-start': (spec, random) =>
    withStartup(spec, {
      plateau: {
        at: random.between(0.4, 0.9),
        seconds: random.whole(10, 45),
        gpuShare: random.between(0.2, 1),
      },
      ready: random.pick(['early', 'on-time', 'never', 'late']),
    }),

  'growing-vram': (spec, random) => {
    const bound = random.chance(0.6);
    const n = aimedCapacity(random, 12);
    const growth = { share: random.between(0.08, 0.4), seconds: random.between(40, 240) };
    const card = spec.cards[0];
    const room = 0.95 * (card?.vramMiB ?? 0) - (card?.base.vramMiB ?? 0);
    const own = bound
      ? {
          vramMiB: room / (1 + growth.share) / (n + random.between(0.03, 0.97)),
          gpu: 80 / ((n + 1) * random.between(1.2, 2.5)),
          cpu: 70 / ((n + 1) * random.between(1.2, 3)),
          encoder: 0,
        }
      : { vramMiB: spec.program.vramMiB / (1 + growth.share) };
    return withStartup(withProgram({ ...spec, cap: Math.max(spec.cap, n + 3) }, own), { growth });
  },
};

export const FAMILY_NAMES: readonly string[] = Object.keys(FAMILIES);

/** Boxes that show something, and are no part of the bench. */
const SHOWN: Record<string, Family> = {
  'hidden-windows': (spec, random) => {
    const inView = random.whole(1, 2);
    const n = random.whole(6, 14);
    const share = random.between(0.3, 0.6);
    const gpu = (85 - (spec.cards[0]?.base.gpu ?? 0)) / (inView + (n + 0.5 - inView) * share);
    const shown = withProgram(
      { ...spec, cap: n + 6, hidden: { inView, share } },
      { gpu, cpu: 60 / n, encoder: 0 },
    );
    return { ...shown, counters: { ...shown.counters, frames: false } };
  },
};
export const SHOWN_NAMES: readonly string[] = Object.keys(SHOWN);

/** What a harder bench multiplies: 1 for the ordinary one. */
export interface Difficulty {
  /** Of everything that varies by chance. */
  readonly noise: number;
}

function noisier(spec: WorldSpec, { noise }: Difficulty): WorldSpec {
  if (noise === 1) return spec;
  const { scene } = spec.program;
  return {
    ...spec,
    program: {
      ...spec.program,
      scene: {
        ...scene,
        noise: scene.noise * noise,
        swing: [scene.swing[0] * noise, scene.swing[1] * noise],
      },
    },
    counters: { ...spec.counters, noise: spec.counters.noise * noise },
  };
}

/** The box of a family with this seed. @throws RangeError for a family that is none */
export function worldSpec(family: string, seed: number, difficulty: Difficulty = { noise: 1 }): WorldSpec {
  const shape = FAMILIES[family] ?? SHOWN[family];
  if (!shape) throw new RangeError(`no family ${family}`);
  const random = new Random(seed * 7919 + FAMILY_NAMES.indexOf(family));
  const spec = noisier(shape(ordinary(family, seed, random), random), difficulty);
  // Drawn last, so that a box stays the one it was before this was told.
  const slowdowns = spec.counters.temperatures && random.chance(0.6);
  return { ...spec, counters: { ...spec.counters, slowdowns } };
}
