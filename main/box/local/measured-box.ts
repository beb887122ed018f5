import { EventEmitter, once } from 'node:events';
import type { Capability } from '../../../shared/model/capability.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import type { Host, Sample, TraceEvent } from '../../../shared/model/trace.ts';
import type { MiB, Seconds } from '../../../shared/model/units.ts';
import type { Clock } from '../../os/clock.ts';
import type { Leftover } from '../../process/guardian/leftovers.ts';
import { StartFailed, type InstanceEvent, type Launcher } from '../../process/instance.ts';
import type { Sampler } from '../../sampling/sampler.ts';
import type { BoxAnswer, BoxInfo, Copying } from '../box.ts';
import type { Claim } from './claim.ts';
import type { LeftoverCopies } from './copies/leftover-copies.ts';
import type { SlotCopies } from './copies/slot-copies.ts';
import { frameLogging } from './frame-logging.ts';
import { instanceSpec, slotValues } from './instance-spec.ts';
import { InstanceTable, type Entry } from './instance-table.ts';
import type { LocalBox, LocalInstance } from './local-box.ts';
import { noticeBoard } from './notices.ts';
import { runTicks, type Tick } from './run-ticks.ts';
import { stopAll } from './stop-all.ts';
import { toSample } from './to-sample.ts';
import { copyEvent, exitEvent, startFailedEvents } from './trace-events.ts';

/** What the box stands on. */
export interface LocalBoxParts {
  readonly plan: Plan;
  readonly dataFolder: string;
  /** Where instances log their frames, if the plan wants that. */
  readonly framesFolder: string;
  readonly host: Host;
  readonly clock: Clock;
  readonly sampler: Sampler;
  readonly launcher: Launcher;
  /** What earlier runs had left running. */
  readonly leftovers: readonly Leftover[];
  /** Folders that earlier runs had left, and could not be removed. */
  readonly leftoverCopies: readonly LeftoverCopies[];
  /** Null where the plan wants none. */
  readonly copies: SlotCopies | null;
  readonly freeDiskMiB: () => MiB | null;
  readonly inventory: () => Promise<Host>;
  readonly claim: Claim;
}

/** The most copies there is room for, where that is fewer than the plan wants; null where it does not matter. */
function roomFor({ plan, copies }: LocalBoxParts): number | null {
  const fit = copies?.fit ?? null;
  return fit !== null && fit < plan.cap ? fit : null;
}

/** See main/box/local/README.md. Made by `openLocalBox`; the run begins when it is made. */
export class MeasuredBox implements LocalBox {
  readonly info: BoxInfo;
  readonly #parts: LocalBoxParts;
  readonly #began: Seconds;
  readonly #table = new InstanceTable();
  readonly #notice: ReturnType<typeof noticeBoard>;
  readonly #sounds = new EventEmitter<{ news: [] }>();
  readonly #life = new AbortController();
  /** Aborted when nobody has any patience left: no grace from then on. */
  readonly #hurry = new AbortController();
  readonly #ticking: Promise<void>;
  #samples: Sample[] = [];
  #events: TraceEvent[] = [];
  /** What nobody has kept yet. */
  #unkept: { samples: Sample[]; events: TraceEvent[] } = { samples: [], events: [] };
  #keeper: ((samples: readonly Sample[], events: readonly TraceEvent[]) => void) | null = null;
  /** A guard has spoken since the last answer of `advance`. */
  #alarmed = false;
  #failure: Error | null = null;
  #launching: Promise<unknown> = Promise.resolve();
  /** Up to when a copy was made last, or that one is being made. */
  #copiedUntil: Seconds = Number.NEGATIVE_INFINITY;
  #closed = false;

  constructor(parts: LocalBoxParts) {
    const { plan, host, clock, sampler } = parts;
    this.#parts = parts;
    this.#began = clock.now();
    this.#notice = noticeBoard(plan.guards, sampler.capabilities, sampler.gpus);
    this.info = {
      name: 'local',
      clock: 'real',
      tick: plan.tick,
      simulated: false,
      cap: roomFor(parts),
      limits: null,
      host: { ...host, ...(sampler.gpus && { gpus: sampler.gpus }) },
    };
    for (const { run, ended, left } of parts.leftovers)
      this.#tell(0, 'warning', { code: 'leftovers', leftBy: run, ended, left });
    for (const { run, reason } of parts.leftoverCopies)
      this.#tell(0, 'warning', { code: 'copies-left', leftBy: run, reason });
    const { cap: fit } = this.info;
    if (fit !== null)
      this.#tell(0, 'warning', {
        code: 'copies-fit',
        fit,
        cap: plan.cap,
        eachMiB: Math.ceil(parts.copies?.eachMiB ?? 0),
      });
    const ticks = { clock, began: this.#began, tick: plan.tick, signal: this.#life.signal };
    this.#ticking = runTicks(ticks, (tick) => this.#onTick(tick)).catch((error: unknown) => {
      this.#fail(error instanceof Error ? error : new Error(String(error)));
    });
  }

  get capabilities(): readonly Capability[] {
    return this.#parts.sampler.capabilities;
  }

  keepWith(keep: (samples: readonly Sample[], events: readonly TraceEvent[]) => void): void {
    this.#keeper = keep;
  }

  launch(signal?: AbortSignal): Promise<BoxAnswer & { readonly instance: number }> {
    if (this.#closed) return Promise.reject(new Error('the box is closed'));
    const launching = this.#launchNow(signal);
    this.#launching = launching.catch(() => undefined);
    return launching;
  }

  async advance(
    seconds: Seconds,
    signal?: AbortSignal,
  ): Promise<BoxAnswer & { readonly samples: readonly Sample[] }> {
    const wanted = Math.max(1, Math.round(seconds / this.#parts.plan.tick));
    signal?.throwIfAborted();
    while (this.#samples.length < wanted && !(this.#alarmed && this.#samples.length > 0)) {
      if (this.#failure) throw this.#failure;
      await once(this.#sounds, 'news', signal && { signal });
    }
    const samples = this.#samples;
    this.#samples = [];
    this.#alarmed = false;
    return { ...this.#answer(), samples };
  }

  async stop(instance: number): Promise<BoxAnswer> {
    const entry = this.#table.get(instance);
    if (!entry) throw new Error(`no instance ${instance} was launched`);
    await entry.process?.stop(this.#hurry.signal.aborted);
    return this.#answer();
  }

  async close(): Promise<BoxAnswer> {
    if (!this.#closed) {
      this.#closed = true;
      const { sampler, claim, launcher, copies } = this.#parts;
      // What is being copied is given up, what is there is used until the last instance has ended.
      copies?.giveUp();
      // What is being started at this moment must not be left behind.
      await this.#launching;
      const running = this.#table.running().map(({ process }) => process);
      const { stop } = this.#parts.plan;
      await stopAll(running, stop, this.#parts.clock, this.#hurry.signal);
      this.#life.abort();
      this.#fail(new Error('the box is closed'));
      await this.#ticking;
      await sampler.close();
      await launcher.close();
      await this.#removeCopies();
      await claim.release();
    }
    return this.#answer();
  }

  hurry(): void {
    this.#hurry.abort();
    for (const { process } of this.#table.running())
      if (process.state === 'stopping') void process.stop(true);
  }

  instances(): readonly LocalInstance[] {
    return this.#table.all().map(({ instance, slot, gpu, process, launchedAt, over, reading }) => ({
      instance,
      slot,
      gpu,
      pid: process?.pid ?? null,
      state: process?.state ?? (over ? 'ended' : 'starting'),
      startedAt: launchedAt,
      cpu: over ? null : (reading?.cpu ?? null),
      ramMiB: over ? null : (reading?.ramMiB ?? null),
      fps: over ? null : (process?.fps() ?? reading?.fps ?? null),
    }));
  }

  log(instance: number, lines: number): readonly string[] {
    return this.#table.get(instance)?.process?.logLines(lines) ?? [];
  }

  confirm(instance: number): void {
    this.#table.get(instance)?.process?.confirm();
  }

  copying(): Copying | null {
    return this.#parts.copies?.progress ?? null;
  }

  inventory(): Promise<Host> {
    return this.#parts.inventory();
  }

  async #launchNow(signal?: AbortSignal): Promise<BoxAnswer & { readonly instance: number }> {
    const { plan, dataFolder, framesFolder, sampler, launcher, clock, copies } = this.#parts;
    const slot = this.#table.freeSlot();
    const cards = sampler.gpus?.length ?? 0;
    const values = slotValues(plan, slot, cards, dataFolder, copies?.folderOf(slot));
    const spec = instanceSpec(
      plan,
      this.#table.next,
      values,
      copies ? (file) => copies.placeOf(file, slot) : undefined,
    );
    if (copies) await this.#copy(copies, slot, signal);
    const entry = this.#table.add(slot, values.gpu);
    try {
      const logging = await frameLogging(plan.frames, framesFolder, entry.instance);
      const environment = { ...logging, ...spec.environment };
      entry.process = await launcher.launch({ ...spec, environment }, (event) => {
        this.#hear(entry, event);
      });
    } catch (error) {
      if (!(error instanceof StartFailed)) {
        this.#table.remove(entry);
        throw error;
      }
      entry.launchedAt = this.#toRun(clock.now());
      entry.over = true;
      this.#add(...startFailedEvents(entry, entry.launchedAt, error.code));
    }
    return { ...this.#answer(), instance: entry.instance };
  }

  async #copy(copies: SlotCopies, slot: number, signal?: AbortSignal): Promise<void> {
    const { clock } = this.#parts;
    const from = this.#toRun(clock.now());
    const before = this.#copiedUntil;
    this.#copiedUntil = Number.POSITIVE_INFINITY;
    let to = before;
    try {
      const record = await copies.make(slot, signal);
      if (!record) return;
      to = this.#toRun(clock.now());
      this.#add(copyEvent(record, from, to));
    } finally {
      this.#copiedUntil = to;
    }
  }

  async #removeCopies(): Promise<void> {
    const { copies, clock } = this.#parts;
    if (!copies) return;
    const { changed, left } = await copies.remove();
    const t = this.#toRun(clock.now());
    if (changed.length > 0) this.#tell(t, 'warning', { code: 'copies-changed', files: changed });
    if (left !== null) this.#tell(t, 'warning', { code: 'copies-left', reason: left });
  }

  #answer(): BoxAnswer {
    this.#keep();
    const events = this.#events;
    this.#events = [];
    return { events };
  }

  #keep(): void {
    const { samples, events } = this.#unkept;
    if (this.#keeper === null) return;
    this.#unkept = { samples: [], events: [] };
    if (samples.length > 0 || events.length > 0) this.#keeper(samples, events);
  }

  #add(...events: readonly TraceEvent[]): void {
    this.#events.push(...events);
    this.#unkept.events.push(...events);
  }

  /** To the millisecond, the same for events and for who was alive when. */
  #toRun(clockTime: Seconds): Seconds {
    return Math.max(0, Math.round((clockTime - this.#began) * 1000) / 1000);
  }

  #tell(t: Seconds, event: string, more: Readonly<Record<string, unknown>>): void {
    this.#add({ type: 'event', t, event, ...more });
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#sounds.emit('news');
  }

  #hear(entry: Entry, event: InstanceEvent): void {
    const { instance, slot, gpu } = entry;
    switch (event.kind) {
      case 'launched':
        entry.launchedAt = this.#toRun(event.at);
        this.#tell(entry.launchedAt, 'launch', { instance, slot, ...(gpu !== null && { gpu }) });
        break;
      case 'ready':
        this.#tell(this.#toRun(event.at), 'ready', { instance });
        break;
      case 'hung':
        this.#tell(this.#toRun(event.at), 'hung', { instance, by: event.by, since: event.since });
        break;
      case 'responding':
        this.#tell(this.#toRun(event.at), 'responding', { instance, after: event.after });
        break;
      case 'restarted':
        this.#tell(this.#toRun(event.at), 'restarted', { instance, name: event.name, pid: event.pid });
        break;
      case 'warning':
        this.#tell(this.#toRun(event.at), 'warning', { ...event.data, instance, code: event.code });
        break;
      case 'ended':
        entry.over = true;
        this.#add(exitEvent(entry, this.#toRun(event.end.at), event.end));
    }
  }

  async #onTick({ t, gap, sampled }: Tick): Promise<void> {
    const { plan, launcher, sampler, freeDiskMiB } = this.#parts;
    if (gap) this.#tell(t, 'gap', { ...gap });
    await launcher.refresh();
    const running = this.#table.running();
    const pids = new Map(running.map(({ instance, process }) => [instance, process.processes()]));
    const reading = await sampler.sample(pids);
    for (const entry of running) {
      entry.reading = reading.instances.get(entry.instance) ?? null;
      const { cpu = null, ramMiB = null, fps = null } = entry.reading ?? {};
      entry.process.observe({ at: t, cpu, ramMiB, fps });
    }
    for (const notice of reading.notices) this.#tell(t, 'warning', { ...notice });
    const notices = this.#notice(reading, freeDiskMiB(), sampler.capabilities);
    for (const { event, ...more } of notices) this.#tell(t, event, more);
    this.#alarmed ||= notices.some(({ event }) => event === 'guard');
    if (sampled && t - plan.tick >= this.#copiedUntil) {
      const alive = this.#table
        .aliveAt(t, (time) => this.#toRun(time))
        .map((entry) => ({
          instance: entry.instance,
          fps: entry.process.fps() ?? entry.reading?.fps ?? null,
        }));
      const frames = plan.frames.from !== 'none';
      const sample = toSample({ t, reading, alive, frames, tick: plan.tick });
      this.#samples.push(sample);
      this.#unkept.samples.push(sample);
    }
    this.#keep();
    this.#sounds.emit('news');
  }
}
