import type { Plan } from '../../shared/model/plan.ts';
import type { ExitReason } from '../../shared/model/trace.ts';
import type { FramesPerSecond, MiB, Percent, Seconds } from '../../shared/model/units.ts';
import type { Pid } from '../os/procfs/process-stat.ts';
import type { HangSign } from './life/hang-watch.ts';

/** When an instance counts as ready; the port is the one of its slot. */
export type ReadyRule =
  | Exclude<Plan['ready'], { by: 'port' }>
  | { readonly by: 'port'; readonly port: number; readonly timeoutSeconds: Seconds };

/** What is to be launched, with nothing left to fill in. */
export interface InstanceSpec {
  readonly instance: number;
  /** An absolute path, or a name without a slash to be looked up on PATH. */
  readonly executable: string;
  readonly arguments: readonly string[];
  /** Null: the folder that the executable lies in. */
  readonly workingDirectory: string | null;
  /** Added to ours. */
  readonly environment: Readonly<Record<string, string>>;
  readonly ready: ReadyRule;
  readonly stop: Plan['stop'];
  /** A regular expression on a line of output whose first group is the frame rate, good for so many seconds. */
  readonly frames: { readonly pattern: string; readonly goodFor: Seconds } | null;
}

/** How an instance was stopped. */
export interface StopRecord {
  readonly asked: boolean;
  readonly forced: boolean;
  readonly ms: number;
}

/** How an instance ended; times are the clock's. */
export interface InstanceEnd {
  readonly at: Seconds;
  readonly reason: ExitReason;
  /** Of the process that was launched; null where a signal ended it or it could not be ended. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Null where nobody stopped it. */
  readonly stop: StopRecord | null;
  /** The file that it left when it crashed; null where none was found. */
  readonly dump: string | null;
}

export type InstanceEvent =
  | { readonly kind: 'launched'; readonly at: Seconds }
  | { readonly kind: 'ready'; readonly at: Seconds }
  /** It shows no life any more, since a time on the clock of the readings. */
  | { readonly kind: 'hung'; readonly at: Seconds; readonly by: HangSign; readonly since: Seconds }
  /** It lives again, after so long. */
  | { readonly kind: 'responding'; readonly at: Seconds; readonly after: Seconds }
  /** Something has started anew what had ended in it. */
  | { readonly kind: 'restarted'; readonly at: Seconds; readonly name: string; readonly pid: Pid }
  | {
      readonly kind: 'warning';
      readonly at: Seconds;
      readonly code: WarningCode;
      readonly data: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'ended'; readonly end: InstanceEnd };
export type WarningCode =
  | 'ready-timeout'
  | 'ready-window-unavailable'
  | 'log-unwritable'
  | 'processes-left'
  | 'output-held-open'
  | 'started-elsewhere';

export type InstanceState = 'starting' | 'ready' | 'stopping' | 'ended';

/** What an instance takes at one moment, as the sampler read it. */
export interface InstanceLoad {
  readonly at: Seconds;
  readonly cpu: Percent | null;
  readonly ramMiB: MiB | null;
  readonly fps: FramesPerSecond | null;
}

/** One launched copy with every process it started. */
export interface Instance {
  readonly instance: number;
  /** The process that was launched. */
  readonly pid: Pid;
  readonly launchedAt: Seconds;
  readonly state: InstanceState;
  /** Set the moment the end is noticed, a little before it is told. */
  readonly end: InstanceEnd | null;
  /** Everything that belongs to it, as found last; zombies too, for what they ran counts until it is waited for. */
  processes(): readonly Pid[];
  /** The last frame rate that its output told; null where there is none or it is too old. */
  fps(): FramesPerSecond | null;
  /** Its last lines of output, oldest first. */
  logLines(most: number): readonly string[];
  /** Calls back for every line of output until it ends. @returns how to stop that */
  onLine(listener: (line: string) => void): () => void;
  /** Hands in what it takes now, once a tick: that is what `load` waits for, and what tells that it hangs. */
  observe(load: InstanceLoad): void;
  /** Somebody says that it is ready; without effect unless the plan waits for that. */
  confirm(): void;
  /**
   * Ends it and everything it started. Always comes to an end itself; a second call gives the first one's answer.
   * @param now without any grace, also where it is being given one at this moment
   */
  stop(now?: boolean): Promise<StopRecord>;
}

/** Starts instances of one run. The one interface of main/process. */
export interface Launcher {
  /**
   * Looks at what is to be launched without starting anything.
   * @throws Problem as `launch` would, as far as it can be told beforehand
   */
  check(spec: InstanceSpec): Promise<void>;
  /** Once a tick: looks which processes came and went. */
  refresh(): Promise<void>;
  /**
   * Starts an instance. What becomes of it is told through `tell`, `launched` first.
   * @throws Problem where the input is wrong: then nothing was started
   * @throws StartFailed where the box had no room for one more process
   */
  launch(spec: InstanceSpec, tell: (event: InstanceEvent) => void): Promise<Instance>;
  /** Called once, when every instance has ended: lets go of what ties their lives to ours. */
  close(): Promise<void>;
}

/** The box could not start one more process. */
export class StartFailed extends Error {
  override readonly name = 'StartFailed';
  /** The system's code: ENOMEM, EAGAIN, EMFILE, ENFILE. */
  readonly code: string;

  constructor(code: string) {
    super(`no process could be started: ${code}`);
    this.code = code;
  }
}
