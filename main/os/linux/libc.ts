import { createRequire } from 'node:module';

type Call = (...parameters: unknown[]) => number;
interface Koffi {
  load(file: string | null): { func(prototype: string): Call };
}
interface Libc {
  readonly prctl: Call;
  readonly waitpid: Call;
  readonly getrlimit: Call;
  readonly setrlimit: Call;
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
      getrlimit: library.func('int getrlimit(int, void*)'),
      setrlimit: library.func('int setrlimit(int, void*)'),
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

const RLIMIT_LOCKS = 10;
/** Two numbers of eight bytes: what is enforced, and what it may be raised to again. */
const LIMIT = { bytes: 16, soft: 0 } as const;

/**
 * Does something under another limit on file locks, which whatever it starts then has for good; the one there was before
 * holds again afterwards. Where it may not be set the work is done all the same.
 * @param most at least 0
 */
export function withFileLocksLimit<T>(most: bigint, work: () => T): T {
  const calls = libc();
  const before = Buffer.alloc(LIMIT.bytes);
  if (calls?.getrlimit(RLIMIT_LOCKS, before) !== 0) return work();
  const meanwhile = Buffer.from(before);
  meanwhile.writeBigUInt64LE(most, LIMIT.soft);
  if (calls.setrlimit(RLIMIT_LOCKS, meanwhile) !== 0) return work();
  try {
    return work();
  } finally {
    calls.setrlimit(RLIMIT_LOCKS, before);
  }
}
