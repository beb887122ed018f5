/** A number that the kernel gives to a process, and later to another one. */
export type Pid = number;

/** `/proc/PID/stat` as far as we use it; times in clock ticks. */
export interface ProcessStat {
  readonly pid: Pid;
  /** The kernel's short name, at most 15 bytes. */
  readonly name: string;
  /** It has ended and is only waiting to be asked for its exit code. */
  readonly zombie: boolean;
  readonly parent: Pid;
  readonly group: Pid;
  readonly session: Pid;
  /** It is a thread of the kernel: no program, no environment. */
  readonly kernel: boolean;
  /** What it ran itself, user and system. */
  readonly ownTicks: number;
  /** What those of its children ran that have ended and that it waited for, with theirs. */
  readonly childTicks: number;
  readonly threads: number;
  /** When it started, since the box did: with the pid it names one process for good. */
  readonly startTicks: number;
  readonly residentPages: number;
}

const FIELDS = 22;
const PF_KTHREAD = 0x0020_0000;

/**
 * Reads `/proc/PID/stat`. The name stands in parentheses and may hold anything, parentheses, spaces and line breaks
 * too: it ends at the last one.
 * @returns null where the text is no such file, as it is while a process is going away
 */
export function parseProcessStat(text: string): ProcessStat | null {
  const open = text.indexOf('(');
  const close = text.lastIndexOf(')');
  if (open < 0 || close < open) return null;
  // We need no field behind the resident pages, and this is read for every process of every instance each tick.
  const fields = text.slice(close + 2).split(' ', FIELDS);
  if (fields.length < FIELDS) return null;
  // Numbered from the state, which proc(5) calls field 3.
  const field = (number: number) => Number(fields[number - 3]);
  const state = fields[0];
  return {
    pid: Number(text.slice(0, open)),
    name: text.slice(open + 1, close),
    zombie: state === 'Z' || state === 'X',
    parent: field(4),
    group: field(5),
    session: field(6),
    kernel: (field(9) & PF_KTHREAD) !== 0,
    ownTicks: field(14) + field(15),
    childTicks: field(16) + field(17),
    threads: field(20),
    startTicks: field(22),
    residentPages: field(24),
  };
}
