import type { Pid } from '../../os/procfs/process-stat.ts';

/** What can be seen of the outermost windows of some processes. */
export interface WindowLook {
  readonly shown: number;
  readonly hidden: number;
  /** Whether one of them has not looked at its messages for as long as its system allows; null where none can be asked. */
  readonly hangs: boolean | null;
}

/** Sees windows, where that is possible. */
export interface WindowWatch {
  look(pids: ReadonlySet<Pid>): Promise<WindowLook>;
}
