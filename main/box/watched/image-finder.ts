import type { Seconds } from '../../../shared/model/units.ts';
import type { Pid } from '../../os/procfs/process-stat.ts';

/** A process as far as it matters here. */
export interface SeenProcess {
  readonly parent: Pid;
  /** In the system's own unit, rising: with the pid it names one process for good. */
  readonly startTicks: number;
  readonly matches: boolean;
  /** How long ago it started when it was seen first. */
  readonly age: Seconds;
}

/** Lists this system's processes. @param before what it listed last */
export type ProcessLook = (before: ReadonlyMap<Pid, SeenProcess>) => ReadonlyMap<Pid, SeenProcess>;

/** One copy that somebody opened: its first process and all that this one started. */
export interface Copy {
  readonly root: Pid;
  readonly startTicks: number;
  readonly age: Seconds;
  readonly pids: readonly Pid[];
}

/** The kernel keeps so much of a name. */
const COMM_LENGTH = 15;

/** Whether a program is the one that is meant, with or without `.exe`, in whatever case: as Windows and Wine see it. */
export function isImage(name: string, wanted: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/\.exe$/u, '');
  return plain(name) === plain(wanted) || (name.length === COMM_LENGTH && isCutFrom(name, wanted));
}

/** Whether the kernel of Linux may have cut the short name from the long one. */
export function isCutFrom(short: string, long: string): boolean {
  return long.slice(0, COMM_LENGTH).toLowerCase() === short.toLowerCase();
}

/**
 * Finds the copies of a program by the name of its image. A process of that image which another of that image
 * started belongs to the same copy, as everything else it started does; what was seen to belong to a copy stays its.
 */
export class ImageFinder {
  readonly #look: ProcessLook;
  #known: ReadonlyMap<Pid, SeenProcess> = new Map();
  #copyOf = new Map<Pid, Pid>();

  constructor(look: ProcessLook) {
    this.#look = look;
  }

  find(): readonly Copy[] {
    this.#known = this.#look(this.#known);
    const copyOf = new Map<Pid, Pid>();
    for (const pid of this.#known.keys()) {
      const root = this.#rootOf(pid);
      if (root !== null) copyOf.set(pid, root);
    }
    this.#copyOf = copyOf;
    const pids = new Map<Pid, Pid[]>();
    for (const [pid, root] of copyOf) pids.set(root, [...(pids.get(root) ?? []), pid]);
    return [...pids].flatMap(([root, own]) => {
      const known = this.#known.get(root);
      // Its first process has gone while others of it run on: the copy is named by the one that is left.
      return known ? [{ root, startTicks: known.startTicks, age: known.age, pids: own }] : [];
    });
  }

  /** The first process of the copy that this one belongs to: the highest of the image above it, itself included. */
  #rootOf(pid: Pid): Pid | null {
    let root: Pid | null = null;
    const seen = new Set<Pid>();
    let youngest = Infinity;
    for (let at: Pid = pid; !seen.has(at);) {
      seen.add(at);
      const known = this.#known.get(at);
      // Who is younger than its child got the number of the parent that has gone: Windows never corrects it.
      if (!known || known.startTicks > youngest) break;
      youngest = known.startTicks;
      if (known.matches) root = at;
      at = known.parent;
    }
    if (root !== null) return root;
    // Its parents may have gone since it was seen to belong somewhere.
    const earlier = this.#copyOf.get(pid);
    return earlier !== undefined && this.#known.has(earlier) ? earlier : null;
  }
}
