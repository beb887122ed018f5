import type { Sample, TraceEvent } from '../../../shared/model/trace.ts';
import { SimulatedCard } from './card.ts';
import { SimulatedInstance, type Asked } from './instance.ts';
import { Random } from './random.ts';
import type { WorldSpec } from './spec.ts';

/** Share of its frames that an instance gets with the card's memory exceeded: paging over the bus is that slow. */
export function overflowShare(usedMiB: number, vramMiB: number): number {
  return usedMiB <= vramMiB ? 1 : (vramMiB / usedMiB) ** 4;
}

/** Share of its frames that the main thread lets an instance have when n run. */
export function threadShare({ alone, each }: { alone: number; each: number }, n: number): number {
  return Math.min(1, 1 / (alone * (1 + each * (n - 1))));
}

/** A box that is computed, second by second. */
export class World {
  readonly spec: WorldSpec;
  readonly #random: Random;
  readonly #counters: Random;
  readonly #cards: readonly SimulatedCard[];
  readonly #running = new Map<number, SimulatedInstance>();
  #events: TraceEvent[] = [];
  #time = 0;
  #last = 0;
  #burst = false;
  /** When the death that the present number of instances brings about is due. */
  #deathAt: number | null = null;

  constructor(spec: WorldSpec) {
    this.spec = spec;
    const random = new Random(spec.seed);
    this.#random = random.split();
    this.#counters = random.split();
    this.#cards = spec.cards.map((card) => new SimulatedCard(card));
  }

  get time(): number {
    return this.#time;
  }
  get running(): readonly number[] {
    return [...this.#running.keys()];
  }

  /** What happened since it was last asked. */
  takeEvents(): TraceEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  #tell(event: string, instance: number, more: object = {}): void {
    this.#events.push({ type: 'event', t: this.#time, event, instance, ...more });
  }

  launch(): number {
    const instance = ++this.#last;
    const taken = new Set([...this.#running.values()].map(({ slot }) => slot));
    let slot = 1;
    while (taken.has(slot)) slot += 1;
    const card = this.spec.spread === 'first' ? 0 : (slot - 1) % this.spec.cards.length;
    const place = { instance, slot, card, launchedAt: this.#time };
    const { program, startup, launchFails } = this.spec;
    this.#running.set(
      instance,
      new SimulatedInstance(place, program, startup, launchFails, this.#random.split()),
    );
    this.#tell('launch', instance, { slot, gpu: card });
    this.#count();
    return instance;
  }

  stop(instance: number): boolean {
    const known = this.#running.delete(instance);
    if (known) this.#tell('exit', instance, { reason: 'stopped' });
    this.#count();
    return known;
  }

  #die(instance: number, reason: string, code: number): void {
    this.#running.delete(instance);
    this.#tell('exit', instance, { reason, code });
    this.#count();
  }

  /** The number of instances changed: what follows from it. */
  #count(): void {
    const { deaths } = this.spec;
    const due = deaths !== null && this.#running.size >= deaths.from;
    this.#deathAt = due ? (this.#deathAt ?? this.#time + deaths.after) : null;
  }

  advance(seconds: number): Sample[] {
    return Array.from({ length: seconds }, () => this.#step());
  }

  #step(): Sample {
    this.#time += 1;
    const instances = [...this.#running.values()];
    const loading = instances.filter((one) => one.loading).length;
    for (const one of instances) one.load(this.#time, Math.max(0, loading - 1));
    const asked = new Map(instances.map((one, place) => [one, this.#ask(one, instances.length - place)]));
    const sample = this.#measure(asked);
    this.#happen(asked);
    // An exit at t is out of the sample at t.
    return { ...sample, n: this.#running.size };
  }

  /** @param depth 1 for the newest, whose window is before all others */
  #ask(one: SimulatedInstance, depth: number): Asked {
    const ask = one.ask(this.#time);
    const { hidden } = this.spec;
    return hidden && depth > hidden.inView ? { ...ask, gpu: ask.gpu * hidden.share } : ask;
  }

  #background(): { cpu: number; gpu: number } {
    const { cpu, bursts } = this.spec.background;
    if (!bursts) return { cpu, gpu: 0 };
    if (this.#random.chance(1 / (this.#burst ? bursts.on : bursts.off))) this.#burst = !this.#burst;
    return { cpu: cpu + (this.#burst ? bursts.cpu : 0), gpu: this.#burst ? bursts.gpu : 0 };
  }

  #measure(asked: ReadonlyMap<SimulatedInstance, Asked>): Sample {
    const { spec } = this;
    const all = [...asked];
    const background = this.#background();
    const cards = this.#cards.map((card, index) => {
      const own = all.filter(([one]) => one.card === index);
      const work = card.spec.base.gpu + background.gpu + sum(own, ([, ask]) => ask.gpu) / card.spec.speed;
      const { clock, temperature } = card.step(work);
      const vram = card.spec.base.vramMiB + sum(own, ([, ask]) => ask.vramMiB);
      const share = Math.min(1, (100 * clock) / work) * overflowShare(vram, card.spec.vramMiB);
      return {
        load: Math.min(100, work / clock),
        share,
        clock,
        temperature,
        vram: Math.min(100, (100 * vram) / card.spec.vramMiB),
        encoder: Math.min(
          100,
          sum(own, ([, ask]) => ask.encoder),
        ),
      };
    });
    const thread = threadShare(spec.program.frames.thread, asked.size);
    const shareOf = (one: SimulatedInstance) => Math.min(thread, cards[one.card]?.share ?? 1);
    const cpuAsked =
      background.cpu + sum(all, ([one, ask]) => (one.loading ? ask.cpu : ask.cpu * shareOf(one)));
    const cpuShare = Math.min(1, 100 / cpuAsked);
    const ram = spec.baseRamMiB + sum(all, ([, ask]) => ask.ramMiB);
    const { counters } = spec;
    return {
      type: 'sample',
      t: this.#time,
      n: this.#running.size,
      cpu: this.#read(Math.min(100, cpuAsked)),
      gpu: cards.map(({ load }) => this.#read(load)),
      vram: cards.map(({ vram }) => this.#read(vram, 0.05)),
      encoder: cards.map(({ encoder }) => this.#read(encoder, 0.3)),
      ram: this.#read(Math.min(100, (100 * ram) / spec.ramMiB), 0.05),
      ...(counters.clocks && { clock: cards.map(({ clock }) => this.#read(100 * clock, 0.2)) }),
      ...(counters.temperatures && { temperature: cards.map(({ temperature }) => Math.round(temperature)) }),
      ...(counters.frames && {
        fps: all.map(([one, ask]) => ({
          instance: one.instance,
          fps: Math.max(
            0,
            spec.program.frames.target *
              ask.frames *
              Math.min(shareOf(one), cpuShare) *
              (1 + 0.01 * this.#counters.normal()),
          ),
        })),
      }),
    };
  }

  /** A reading as a counter gives it: noisy, rounded, sometimes missing. */
  #read(value: number, noise = this.spec.counters.noise): number | null {
    const { step, missing } = this.spec.counters;
    const noisy = value + noise * this.#counters.normal();
    if (this.#counters.chance(missing)) return null;
    return Math.min(100, Math.max(0, Math.round(noisy / step) * step));
  }

  #happen(asked: ReadonlyMap<SimulatedInstance, Asked>): void {
    for (const [one] of asked) {
      if (one.saysReady(this.#time)) this.#tell('ready', one.instance);
      if (one.failsAfter !== null && this.#time - one.launchedAt >= one.failsAfter)
        this.#die(one.instance, 'crash', 139);
    }
    if (this.spec.overflow === 'newest-dies') this.#overflow(asked);
    const { deaths } = this.spec;
    if (deaths && this.#deathAt !== null && this.#time >= this.#deathAt) {
      const alive = [...this.#running.keys()];
      const victim = deaths.who === 'newest' ? alive.at(-1) : alive[Math.floor((alive.length - 1) / 2)];
      this.#deathAt = null;
      if (victim !== undefined) this.#die(victim, 'crash', 134);
    }
  }

  #overflow(asked: ReadonlyMap<SimulatedInstance, Asked>): void {
    for (const [index, { vramMiB, base }] of this.spec.cards.entries()) {
      const own = [...asked].filter(([one]) => one.card === index && this.#running.has(one.instance));
      let used = base.vramMiB + sum(own, ([, ask]) => ask.vramMiB);
      for (let newest = own.pop(); newest && used > vramMiB; newest = own.pop()) {
        this.#die(newest[0].instance, 'out-of-memory', 1);
        used -= newest[1].vramMiB;
      }
    }
  }
}

function sum<Item>(items: readonly Item[], term: (item: Item) => number): number {
  let total = 0;
  for (const item of items) total += term(item);
  return total;
}
