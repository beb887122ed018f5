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
import { RunCopies } from './copies/run-copies.ts';
import type { SlotCopies } from './copies/slot-copies.ts';
import { frameLogging } from './frame-logging.ts';
import { instanceSpec, slotValues } from './instance-spec.ts';
import { InstanceTable, type Entry } from './instance-table.ts';
import type { LocalBox, LocalInstance } from './local-box.ts';
import { noticeBoard } from './notices.ts';
import { RunLines } from './run-lines.ts';
import { runTicks, type Tick } from './run-ticks.ts';
import { StartTurns } from './start-turns.ts';
import { stopAll } from './stop-all.ts';
import { toSample } from './to-sample.ts';
import { instanceEvent, startFailedEvents, warningEvent } from './trace-events.ts';

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
  /** Whether starts wait for one another's loading. */
  readonly paced: boolean;
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
  readonly #lines = new RunLines();
  readonly #copies: RunCopies | null;
  readonly #turns: StartTurns;
  /** A guard has spoken since the last answer of `advance`. */
  #alarmed = false;
  #failure: Error | null = null;
  #launching: Promise<unknown> = Promise.resolve();
  /** Aborted when the box is being closed: what is not started yet will not be. */
  readonly #closing = new AbortController();
  #closed = false;

  constructor(parts: LocalBoxParts) {
    const { plan, host, clock, sampler } = parts;
    this.#parts = parts;
    this.#began = clock.now();
    this.#copies = parts.copies && new RunCopies(parts.copies, () => this.#toRun(clock.now()));
    this.#turns = new StartTurns({
      clock,
      tick: plan.tick,
      paced: parts.paced,
      toRun: (time) => this.#toRun(time),
      loading: () => this.#table.loading(),
    });
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
      this.#lines.add(warningEvent(0, 'leftovers', { leftBy: run, ended, left }));
    for (const { run, reason } of parts.leftoverCopies)
      this.#lines.add(warningEvent(0, 'copies-left', { leftBy: run, reason }));
    const { cap: fit } = this.info;
    const eachMiB = Math.ceil(parts.copies?.eachMiB ?? 0);
    if (fit !== null) this.#lines.add(warningEvent(0, 'copies-fit', { fit, cap: plan.cap, eachMiB }));
    const ticks = { clock, began: this.#began, tick: plan.tick, signal: this.#life.signal };
    this.#ticking = runTicks(ticks, (tick) => this.#onTick(tick)).catch((error: unknown) => {
      this.#fail(error instanceof Error ? error : new Error(String(error)));
    });
  }

  get capabilities(): readonly Capability[] {
    return this.#parts.sampler.capabilities;
  }

  keepWith(keep: (samples: readonly Sample[], events: readonly TraceEvent[]) => void): void {
    this.#lines.keepWith(keep);
  }

  launch(signal?: AbortSignal, byHand = false): Promise<BoxAnswer & { readonly instance: number }> {
    if (this.#closed) return Promise.reject(new Error('the box is closed'));
    const launching = this.#launchNow(byHand, signal);
    this.#launching = launching.catch(() => undefined);
    return launching;
  }

  async advance(
    seconds: Seconds,
    signal?: AbortSignal,
  ): Promise<BoxAnswer & { readonly samples: readonly Sample[] }> {
    const wanted = Math.max(1, Math.round(seconds / this.#parts.plan.tick));
    signal?.throwIfAborted();
    while (this.#lines.samples < wanted && !(this.#alarmed && this.#lines.samples > 0)) {
      if (this.#failure) throw this.#failure;
      await once(this.#sounds, 'news', signal && { signal });
    }
    const samples = this.#lines.takeSamples();
    this.#alarmed = false;
    return { ...this.#lines.answer(), samples };
  }

  async stop(instance: number): Promise<BoxAnswer> {
    const entry = this.#table.get(instance);
    if (!entry) throw new Error(`no instance ${instance} was launched`);
    await entry.process?.stop(this.#hurry.signal.aborted);
    return this.#lines.answer();
  }

  async close(): Promise<BoxAnswer> {
    if (!this.#closed) {
      this.#closed = true;
      const { sampler, claim, launcher, copies } = this.#parts;
      this.#closing.abort();
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
      if (this.#copies) this.#lines.add(...(await this.#copies.remove()));
      await claim.release();
    }
    return this.#lines.answer();
  }

  hurry(): void {
    this.#hurry.abort();
    for (const { process } of this.#table.running())
      if (process.state === 'stopping') void process.stop(true);
  }

  instances(): readonly LocalInstance[] {
    return this.#table.shown();
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

  async #launchNow(
    byHand: boolean,
    signal?: AbortSignal,
  ): Promise<BoxAnswer & { readonly instance: number }> {
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
    if (this.#copies) this.#lines.add(...(await this.#copies.make(slot, signal)));
    const patience = AbortSignal.any([this.#closing.signal, ...(signal ? [signal] : [])]);
    const waited = byHand ? 0 : await this.#turns.next(patience);
    const entry = this.#table.add(slot, values.gpu);
    try {
      const logging = await frameLogging(plan.frames, framesFolder, entry.instance);
      const environment = { ...logging, ...spec.environment };
      entry.process = await launcher.launch({ ...spec, environment }, (event) => {
        this.#hear(entry, event, waited);
      });
    } catch (error) {
      if (!(error instanceof StartFailed)) {
        this.#table.remove(entry);
        throw error;
      }
      entry.launchedAt = this.#toRun(clock.now());
      entry.over = true;
      this.#lines.add(...startFailedEvents(entry, entry.launchedAt, error.code));
    }
    return { ...this.#lines.answer(), instance: entry.instance };
  }

  /** To the millisecond, the same for events and for who was alive when. */
  #toRun(clockTime: Seconds): Seconds {
    return Math.max(0, Math.round((clockTime - this.#began) * 1000) / 1000);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#sounds.emit('news');
  }

  #hear(entry: Entry, told: InstanceEvent, waited: Seconds): void {
    const t = this.#toRun(told.kind === 'ended' ? told.end.at : told.at);
    if (told.kind === 'launched') entry.launchedAt = t;
    if (told.kind === 'ended') entry.over = true;
    this.#lines.add(instanceEvent(entry, told, t, waited));
    if (told.kind === 'ready' || told.kind === 'ended') this.#turns.loaded();
  }

  async #onTick({ t, gap, sampled }: Tick): Promise<void> {
    const { plan, launcher, sampler, freeDiskMiB } = this.#parts;
    if (gap) this.#lines.tell(t, 'gap', { ...gap });
    await launcher.refresh();
    const running = this.#table.running();
    const pids = new Map(running.map(({ instance, process }) => [instance, process.processes()]));
    const reading = await sampler.sample(pids);
    this.#turns.took({ t, cpu: reading.cpu, diskWait: reading.pressure?.io ?? null });
    for (const entry of running) {
      entry.reading = reading.instances.get(entry.instance) ?? null;
      const { cpu = null, ramMiB = null, fps = null } = entry.reading ?? {};
      entry.process.observe({ at: t, cpu, ramMiB, fps });
    }
    for (const notice of reading.notices) this.#lines.tell(t, 'warning', { ...notice });
    const notices = this.#notice(reading, freeDiskMiB(), sampler.capabilities);
    for (const { event, ...more } of notices) this.#lines.tell(t, event, more);
    this.#alarmed ||= notices.some(({ event }) => event === 'guard');
    if (sampled && !this.#copies?.since(t - plan.tick)) {
      const alive = this.#table
        .aliveAt(t, (time) => this.#toRun(time))
        .map((entry) => ({
          instance: entry.instance,
          fps: entry.process.fps() ?? entry.reading?.fps ?? null,
        }));
      const frames = plan.frames.from !== 'none';
      this.#lines.addSample(toSample({ t, reading, alive, frames, tick: plan.tick }));
    }
    this.#lines.keep();
    this.#sounds.emit('news');
  }
}
