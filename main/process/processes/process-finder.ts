import type { Pid } from '../../os/procfs/process-stat.ts';
import type { ProcessLook } from '../life/restart-watch.ts';

/** A process that belongs to an instance. */
export interface Member {
  readonly pid: Pid;
  /** The system's short name of it. */
  readonly name: string;
  /** With the pid it names one process for good, in the system's own unit. */
  readonly startTicks: number;
  readonly group: Pid;
  /** Ended, and waiting to be asked for its code by whoever started it. */
  readonly zombie: boolean;
}

/** A process that belongs to no instance. */
export interface Outsider {
  readonly pid: Pid;
  readonly name: string;
  /** The program that it runs; null where that is not ours to see. */
  readonly file: string | null;
  /** What it was started with, its own name first; null where that is not told. */
  readonly command: readonly string[] | null;
}

/** Knows which processes belong to which instance of a run. */
export interface ProcessFinder {
  /** An instance was launched as this process, which leads a process group of its own. */
  follow(instance: number, root: Pid): void;
  /** The instance has ended. */
  forget(instance: number): void;
  /**
   * Looks at what came and went.
   * @param again also whether every process known is still the same one: before anything is killed
   */
  find(again?: boolean): Promise<void>;
  /**
   * Whether a process was seen of which it cannot be said yet to whom it belongs: in the middle of `exec` it has no
   * environment. Until it can, no instance can be said to have ended.
   */
  undecided(): boolean;
  /** What a process is called at this moment, and what it has run so far; null where it is gone. */
  look(pid: Pid): ProcessLook | null;
  /** Who has begun since an instance was launched and belongs to none: a look at everything that runs. */
  outsiders(instance: number): readonly Outsider[];
  /** As found last. */
  members(instance: number): readonly Member[];
}
