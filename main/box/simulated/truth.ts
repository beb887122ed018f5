import { equilibrium } from './card.ts';
import { sceneMean, sceneVariance } from './scene.ts';
import type { CardSpec, WorldSpec } from './spec.ts';
import { overflowShare, threadShare } from './world.ts';

/** What is true of a simulated box, whatever a controller finds. */
export interface Truth {
  readonly capacity: number;
  readonly loadCapacity: number;
  /** Null where the box does not tell frames. */
  readonly frameCapacity: number | null;
}

/** Nodes of an even spread over a standard normal, for expectations over what varies. */
const NORMAL_NODES = Array.from({ length: 41 }, (_, i) => -4 + 0.2 * i).map((z) => ({
  z,
  weight: Math.exp((-z * z) / 2),
}));
const TOTAL_WEIGHT = NORMAL_NODES.reduce((sum, { weight }) => sum + weight, 0);

function expectation(mean: number, deviation: number, of: (value: number) => number): number {
  return (
    NORMAL_NODES.reduce((sum, { z, weight }) => sum + weight * of(mean + deviation * z), 0) / TOTAL_WEIGHT
  );
}

function instancesOn(spec: WorldSpec, card: number, n: number): number {
  if (spec.spread === 'first') return card === 0 ? n : 0;
  return Math.floor(n / spec.cards.length) + (card < n % spec.cards.length ? 1 : 0);
}

/** Both states of the background with the share of the time that each has. */
function backgrounds({ background: { cpu, bursts } }: WorldSpec) {
  if (!bursts) return [{ cpu, gpu: 0, share: 1 }];
  const on = bursts.on / (bursts.on + bursts.off);
  return [
    { cpu, gpu: 0, share: 1 - on },
    { cpu: cpu + bursts.cpu, gpu: bursts.gpu, share: on },
  ];
}

/** As many as a card's instances ask for; of a box with hidden windows only one card is reckoned. */
function seenOn({ hidden }: WorldSpec, count: number): { readonly mean: number; readonly square: number } {
  const behind = hidden ? Math.max(0, count - hidden.inView) : 0;
  const share = hidden?.share ?? 1;
  return { mean: count - behind * (1 - share), square: count - behind * (1 - share ** 2) };
}

interface CardTruth {
  readonly load: number;
  readonly vram: number;
  readonly encoder: number;
  /** Mean share of its frames that an instance on this card gets. */
  readonly share: number;
}

function cardTruth(spec: WorldSpec, card: CardSpec, index: number, n: number): CardTruth {
  const { program, startup } = spec;
  const count = instancesOn(spec, index, n);
  const each = program.gpu / card.speed;
  const seen = seenOn(spec, count);
  const mean = card.base.gpu + seen.mean * each * sceneMean(program.scene);
  const deviation = Math.sqrt(seen.square * sceneVariance(program.scene)) * each;
  const states = backgrounds(spec);
  const meanWork = mean + states.reduce((sum, { gpu, share }) => sum + gpu * share, 0);
  const { clock } = equilibrium(card, meanWork);
  const over = (of: (work: number) => number) =>
    states.reduce((sum, { gpu, share }) => sum + share * expectation(mean + gpu, deviation, of), 0);
  const vram = card.base.vramMiB + count * program.vramMiB * (1 + (startup.growth?.share ?? 0));
  return {
    load: over((work) => Math.min(100, Math.max(0, work / clock))),
    vram: (100 * vram) / card.vramMiB,
    encoder: count * program.encoder,
    share:
      over((work) => Math.min(1, (100 * clock) / Math.max(work, 1e-9))) * overflowShare(vram, card.vramMiB),
  };
}

/** The long-run means of a box with n instances, computed and not simulated. */
export function levelTruth(spec: WorldSpec, n: number) {
  const cards = spec.cards.map((card, index) => cardTruth(spec, card, index, n));
  const thread = threadShare(spec.program.frames.thread, n);
  const { program } = spec;
  const cpuMean = spec.cards.reduce(
    (sum, _, index) =>
      sum +
      instancesOn(spec, index, n) *
        program.cpu *
        sceneMean(program.scene) *
        Math.min(thread, cards[index]?.share ?? 1),
    0,
  );
  const deviation = Math.sqrt(n * sceneVariance(program.scene)) * program.cpu;
  const over = (of: (asked: number) => number) =>
    backgrounds(spec).reduce(
      (sum, { cpu, share }) => sum + share * expectation(cpuMean + cpu, deviation, of),
      0,
    );
  const cpuShare = over((asked) => Math.min(1, 100 / Math.max(asked, 1e-9)));
  const used = cards.flatMap(({ share }, index) => (instancesOn(spec, index, n) > 0 ? [share] : []));
  return {
    cpu: over((asked) => Math.min(100, Math.max(0, asked))),
    ram: (100 * (spec.baseRamMiB + n * program.ramMiB)) / spec.ramMiB,
    cards,
    /** Mean frame rate of the slowest instance, as a share of the target. */
    frames: Math.min(thread, cpuShare, ...used),
  };
}

function holds(spec: WorldSpec, n: number): boolean {
  const { limits, deaths, overflow } = spec;
  if (deaths && n >= deaths.from) return false;
  const { cpu, ram, cards } = levelTruth(spec, n);
  const killed = overflow === 'newest-dies' && cards.some(({ vram }) => vram > 100);
  return (
    !killed &&
    cpu < limits.cpu &&
    ram < limits.ram &&
    cards.every(
      ({ load, vram, encoder }) => load < limits.gpu && vram < limits.vram && encoder < limits.encoder,
    )
  );
}

/** Every level up to the returned n fulfils the condition; at most the cap. */
function largest(spec: WorldSpec, condition: (n: number) => boolean): number {
  let n = 0;
  while (n < spec.cap && condition(n + 1)) n += 1;
  return n;
}

/** The capacities that a controller must find, by the definitions of the design. */
export function truthOf(spec: WorldSpec): Truth {
  const loadCapacity = largest(spec, (n) => holds(spec, n));
  if (!spec.counters.frames) return { capacity: loadCapacity, loadCapacity, frameCapacity: null };
  const solo = levelTruth(spec, 1).frames;
  const floor = (spec.limits.fpsFloor / 100) * solo;
  const frameCapacity = largest(spec, (n) => levelTruth(spec, n).frames >= floor);
  return { capacity: Math.min(loadCapacity, frameCapacity), loadCapacity, frameCapacity };
}
