import type { ExitReason } from '../../../shared/model/trace.ts';

/** What is known of an end. */
export interface EndFacts {
  /** We had asked it to stop, or forced it. */
  readonly stopped: boolean;
  /** Of the process launched; both null where it could not be ended. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Others outlived the process launched: nobody tells us how those ended. */
  readonly outlived: boolean;
  /** The kernel killed for want of memory at about that time. */
  readonly memoryKill: boolean;
}

/** 128 + SIGKILL: how a shell hands on that its program was killed. */
const KILLED_IN_SHELL = 137;

/** STATUS_NO_MEMORY and STATUS_COMMITMENT_LIMIT: on Windows a program is told, and mostly ends by it. */
const NO_MEMORY_STATUS: ReadonlySet<number> = new Set([0xc000_0017, 0xc000_012d]);

/** Why an instance ended, in the words of the trace. */
export function exitReason({ stopped, code, signal, outlived, memoryKill }: EndFacts): ExitReason {
  if (stopped) return 'stopped';
  if (code !== null && NO_MEMORY_STATUS.has(code)) return 'out-of-memory';
  if (memoryKill && (signal === 'SIGKILL' || code === KILLED_IN_SHELL || outlived)) return 'out-of-memory';
  return code === 0 ? 'exited' : 'crash';
}
