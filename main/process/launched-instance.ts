import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { FramesPerSecond, Seconds } from '../../shared/model/units.ts';
import type { Clock } from '../os/clock.ts';
import type { Pid } from '../os/procfs/process-stat.ts';
import { drain } from './end/drain.ts';
import { exitReason } from './end/exit-reason.ts';
import type { CrashFacts } from './end/find-dump.ts';
import type { MemoryKills } from './end/memory-kills.ts';
import { startedElsewhere } from './end/started-elsewhere.ts';
import type {
  Instance,
  InstanceEnd,
  InstanceEvent,
  InstanceLoad,
  InstanceSpec,
  InstanceState,
  StopRecord,
  WarningCode,
} from './instance.ts';
import { lifeWatch, type LifeNews } from './life/life-watch.ts';
import { outputFrames } from './output/output-frames.ts';
import { OutputLog } from './output/output-log.ts';
import type { Member, ProcessFinder } from './processes/process-finder.ts';
import { awaitReady, type InstanceSounds } from './ready/await-ready.ts';
import type { WindowWatch } from './ready/window-watch.ts';
import { stopEverything, type StopProgress } from './stop/stop-everything.ts';
import type { StopWays } from './stop/stop-ways.ts';

/** How often it is looked whether the rest of an instance has ended, once nobody tells us any more. */
const LOOK = { first: 0.02, most: 1 } as const satisfies Record<string, Seconds>;
/** How long the last of the output may take after the last process has ended. */
const DRAIN: Seconds = 0.5;
/** How long a process that may be one of ours keeps an instance from having ended. */
const UNDECIDED: Seconds = 1;
/** A launcher that asks somebody else to start the program has done so by then. */
const HANDS_OVER: Seconds = 120;
const NOT_STOPPED: StopRecord = { asked: false, forced: false, ms: 0 };

export interface InstanceContext {
  readonly clock: Clock;
  readonly finder: ProcessFinder;
  readonly memoryKills: MemoryKills;
  readonly logFolder: string;
  /** Ends everything in the instance's control group, where there is one. */
  readonly endGroup: (instance: number) => void;
  readonly forgetGroup: (instance: number) => void;
  readonly ways: StopWays;
  /** Null where windows cannot be seen. */
  readonly windows: WindowWatch | null;
  /** Of the box. */
  readonly cores: number;
  readonly findDump: (facts: CrashFacts) => Promise<string | null>;
}

/** What the kernel was asked to start. */
export interface Started {
  readonly file: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Of Node's ChildProcess what an instance needs. */
export type Launched = Pick<ChildProcess, 'stdin' | 'stdout' | 'stderr' | 'exitCode' | 'signalCode'> & {
  readonly pid?: Pid | undefined;
  once(event: 'exit', listener: (code: number | null, signal: NodeJS.Signals | null) => void): unknown;
};

/**
 * One launched copy; main/process/README.md describes what it does. The file is longer than most because it is the
 * one place where the parts of an instance meet; each part stands in a folder of its own.
 */
export class LaunchedInstance implements Instance {
  readonly instance: number;
  readonly pid: Pid;
  readonly launchedAt: Seconds;
  readonly #spec: InstanceSpec;
  readonly #started: Started;
  readonly #launchedMs = Date.now();
  readonly #everyPid = new Set<Pid>();
  readonly #child: Launched;
  readonly #context: InstanceContext;
  readonly #tell: (event: InstanceEvent) => void;
  readonly #log: OutputLog;
  readonly #frames: ReturnType<typeof outputFrames> | null;
  readonly #sounds = new EventEmitter<InstanceSounds>();
  /** Ends every timer and listener of this instance. */
  readonly #over = new AbortController();
  readonly #life: ReturnType<typeof lifeWatch>;
  /** Aborted when it gets no grace any more. */
  readonly #hurry = new AbortController();
  readonly #ended = Promise.withResolvers<undefined>();
  /** How the process launched has ended. */
  #root: { readonly code: number | null; readonly signal: NodeJS.Signals | null } | null = null;
  #outlived = false;
  /** Since when nothing was left of it, as far as could be told. */
  #empty: Seconds | null = null;
  #ready = false;
  /** Whether its start is over, be it that it was not seen to be ready. */
  #waited = false;
  #end: InstanceEnd | null = null;
  #stopping: Promise<StopRecord> | null = null;
  #stop: (StopProgress & { readonly began: Seconds }) | null = null;

  /** @param child just spawned, leading a process group of its own; the finder follows it already */
  constructor(
    child: Launched,
    spec: InstanceSpec,
    started: Started,
    context: InstanceContext,
    tell: (event: InstanceEvent) => void,
  ) {
    const { clock, logFolder } = context;
    if (child.pid === undefined) throw new Error('only a process that was started can be an instance');
    this.instance = spec.instance;
    this.pid = child.pid;
    this.#everyPid.add(child.pid);
    this.launchedAt = clock.now();
    this.#child = child;
    this.#spec = spec;
    this.#started = started;
    this.#context = context;
    this.#tell = tell;
    this.#frames = spec.frames && outputFrames(spec.frames.pattern, spec.frames.goodFor);
    this.#log = new OutputLog({
      folder: logFolder,
      instance: spec.instance,
      now: () => clock.now(),
      onLine: (line) => {
        this.#frames?.line(line, clock.now());
        this.#sounds.emit('line', line);
      },
      onUnwritable: (error) => {
        this.#warn('log-unwritable', { reason: error.message });
      },
    });
    const { cores, windows, finder } = context;
    this.#life = lifeWatch({ cores, windows, look: (pid) => finder.look(pid) });
    tell({ kind: 'launched', at: this.launchedAt });
    this.#attach();
    void this.#awaitReady();
  }

  get state(): InstanceState {
    if (this.#end) return 'ended';
    if (this.#stop) return 'stopping';
    return this.#ready ? 'ready' : 'starting';
  }

  get end(): InstanceEnd | null {
    return this.#end;
  }

  processes(): readonly Pid[] {
    return this.#members().map(({ pid }) => pid);
  }

  fps(): FramesPerSecond | null {
    return this.#frames?.at(this.#context.clock.now()) ?? null;
  }

  logLines(most: number): readonly string[] {
    return this.#log.last(most);
  }

  onLine(listener: (line: string) => void): () => void {
    this.#sounds.on('line', listener);
    return () => {
      this.#sounds.off('line', listener);
    };
  }

  observe(load: InstanceLoad): void {
    this.#sounds.emit('load', load);
    if (this.#end || this.#stop) return;
    const fps = this.fps() ?? load.fps;
    const members = this.#members();
    for (const { pid } of members) this.#everyPid.add(pid);
    for (const news of this.#life({ ...load, fps }, members, this.#waited)) this.#tellLife(news);
  }

  confirm(): void {
    this.#sounds.emit('confirmed');
  }

  stop(now = false): Promise<StopRecord> {
    if (now) this.#hurry.abort();
    return (this.#stopping ??= this.#stopNow());
  }

  #attach(): void {
    const { stdin, stdout, stderr, exitCode, signalCode } = this.#child;
    const exited = (code: number | null, signal: NodeJS.Signals | null) => {
      this.#root = { code, signal };
      void this.#awaitRest();
    };
    if (exitCode === null && signalCode === null) this.#child.once('exit', exited);
    else exited(exitCode, signalCode);
    for (const stream of [stdout, stderr]) if (stream) this.#log.follow(stream);
    // A program that has closed its stdin cannot be asked there; stopping goes on without it.
    stdin?.on('error', () => undefined);
  }

  #members(): readonly Member[] {
    return this.#context.finder.members(this.instance);
  }

  #warn(code: WarningCode, data: Readonly<Record<string, unknown>>): void {
    this.#tell({ kind: 'warning', at: this.#context.clock.now(), code, data });
  }

  #tellLife(news: LifeNews): void {
    const at = this.#context.clock.now();
    switch (news.is) {
      case 'hung':
        this.#tell({ kind: 'hung', at, by: news.by, since: news.since });
        break;
      case 'responding':
        this.#tell({ kind: 'responding', at, after: news.after });
        break;
      case 'restarted':
        this.#tell({ kind: 'restarted', at, name: news.name, pid: news.pid });
    }
  }

  async #awaitReady(): Promise<void> {
    const { ready } = this.#spec;
    const { clock, windows } = this.#context;
    if (ready.by === 'window' && windows === null) this.#warn('ready-window-unavailable', {});
    const outcome = await awaitReady(ready, {
      clock,
      sounds: this.#sounds,
      life: this.#over.signal,
      windows: windows && (() => windows.look(new Set(this.processes()))),
    });
    this.#waited = true;
    if (this.#end || this.#stop) return;
    if (outcome.is === 'ready') {
      this.#ready = true;
      this.#tell({ kind: 'ready', at: clock.now() });
    } else if (outcome.is === 'timeout') {
      this.#warn('ready-timeout', { by: ready.by, seconds: ready.timeoutSeconds, seen: outcome.seen });
    }
  }

  /** The process launched has ended: waits for what it started. */
  async #awaitRest(): Promise<void> {
    const { clock } = this.#context;
    await this.#look(false);
    for (let pause: Seconds = LOOK.first; this.#end === null; pause = Math.min(pause * 2, LOOK.most)) {
      this.#outlived ||= this.#members().length > 0;
      await clock.wait(clock.now() + pause, this.#over.signal);
      await this.#look(false);
    }
  }

  /** Looks what is left; where that is nothing, the instance has ended. */
  async #look(again: boolean): Promise<void> {
    const { clock, finder } = this.#context;
    await finder.find(again);
    if (!this.#root || this.#members().some(({ zombie }) => !zombie)) {
      this.#empty = null;
      return;
    }
    this.#empty ??= clock.now();
    // On a box where programs start all the time somebody is always undecided: one of ours would have shown by then.
    if (finder.undecided() && clock.now() - this.#empty < UNDECIDED) return;
    await this.#finish();
  }

  async #stopNow(): Promise<StopRecord> {
    if (this.#end === null) {
      this.#stop = { began: this.#context.clock.now(), asked: false, forced: false };
      const means = {
        clock: this.#context.clock,
        life: this.#over.signal,
        ways: this.#context.ways,
        hurry: this.#hurry.signal,
        group: this.pid,
        members: () => this.#members(),
        endGroup: () => {
          this.#context.endGroup(this.instance);
        },
        look: (again: boolean) => this.#look(again),
        rootGone: () => this.#root !== null,
        say: (line: string) => this.#say(line),
      };
      const left = await stopEverything(this.#spec.stop, means, this.#stop);
      if (left.length > 0) {
        this.#warn('processes-left', { processes: left.map(({ pid, name }) => ({ pid, name })) });
        await this.#finish();
      }
    }
    await this.#ended.promise;
    return this.#end?.stop ?? NOT_STOPPED;
  }

  #say(line: string): boolean {
    const { stdin } = this.#child;
    if (!stdin?.writable) return false;
    // The end of the input goes with the line: many a program waits for that.
    stdin.end(`${line}\n`);
    return true;
  }

  /** What can be found out of an end that nobody asked for, before it is told. */
  async #lookBack(): Promise<void> {
    if (this.#end?.reason === 'crash') {
      const { file, folder, environment } = this.#started;
      const facts = { file, folder, environment, pids: this.#everyPid, launchedAt: this.#launchedMs };
      this.#end = { ...this.#end, dump: await this.#context.findDump(facts) };
    }
    if (this.#context.clock.now() - this.launchedAt > HANDS_OVER) return;
    const { arguments: args } = this.#spec;
    const outside = this.#context.finder.outsiders(this.instance);
    const elsewhere = startedElsewhere(outside, { file: this.#started.file, args });
    if (elsewhere.length > 0)
      this.#warn('started-elsewhere', { processes: elsewhere.map(({ pid, name }) => ({ pid, name })) });
  }

  async #finish(): Promise<void> {
    // The first cause of an end wins.
    if (this.#end) return;
    const { clock, finder, memoryKills } = this.#context;
    const { code, signal } = this.#root ?? { code: null, signal: null };
    const [at, stop, outlived] = [clock.now(), this.#stop, this.#outlived];
    const reason = exitReason({
      stopped: stop !== null,
      code,
      signal,
      outlived,
      memoryKill: memoryKills.recent(),
    });
    const record = stop && {
      asked: stop.asked,
      forced: stop.forced,
      ms: Math.round((at - stop.began) * 1000),
    };
    this.#end = { at, reason, code, signal, stop: record, dump: null };
    if (stop === null) await this.#lookBack();
    const end = this.#end;
    const { stdin, stdout, stderr } = this.#child;
    const output = [stdout, stderr].filter((stream) => stream !== null);
    if (!(await drain(output, clock, DRAIN))) this.#warn('output-held-open', {});
    for (const stream of [stdin, ...output]) stream?.destroy();
    this.#over.abort();
    finder.forget(this.instance);
    this.#context.forgetGroup(this.instance);
    await this.#log.close();
    this.#tell({ kind: 'ended', end });
    this.#sounds.removeAllListeners();
    this.#ended.resolve(undefined);
  }
}
