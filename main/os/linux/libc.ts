import { createRequire } from 'node:module';

type Call = (...parameters: unknown[]) => number;
interface Koffi {
  load(file: string | null): { func(prototype: string): Call };
}
interface Libc {
  readonly prctl: Call;
  readonly waitpid: Call;
}

const PR_SET_CHILD_SUBREAPER = 36;
const WNOHANG = 1;

let known: Libc | null | undefined;

/** Null where native calls cannot be made: then what they bring is done without. */
function libc(): Libc | null {
  if (known !== undefined) return known;
  try {
    // Loaded when first asked for: a command that launches nothing does not pay for it.
    const koffi = createRequire(import.meta.url)('koffi') as Koffi;
    const library = koffi.load(null);
    known = {
      prctl: library.func('int prctl(int, unsigned long, unsigned long, unsigned long, unsigned long)'),
      waitpid: library.func('int waitpid(int, _Out_ int*, int)'),
    };
  } catch {
    known = null;
  }
  return known;
}

/**
 * From now on an orphan among the descendants of this process becomes its child, and not that of init.
 * @returns whether the kernel does so
 */
export function becomeSubreaper(): boolean {
  return libc()?.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) === 0;
}

/** How a process has ended: its code, or the number of the signal that ended it. */
export interface ExitStatus {
  readonly code: number | null;
  readonly signal: number | null;
}

/** Takes apart what `waitpid` writes. */
export function exitStatus(status: number): ExitStatus {
  const signal = status & 0x7f;
  return signal === 0 ? { code: (status >> 8) & 0xff, signal: null } : { code: null, signal };
}

/**
 * Takes the exit status of a child that has ended. Never ask for one that Node has started: Node waits for its end.
 * @returns null where it is no child of ours or has not ended
 */
export function reapChild(pid: number): ExitStatus | null {
  const status = [0];
  return libc()?.waitpid(pid, status, WNOHANG) === pid ? exitStatus(status[0] ?? 0) : null;
}
