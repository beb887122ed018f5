import type { Seconds } from '../../../shared/model/units.ts';
import type { ProcFolder } from '../../os/procfs/proc-folder.ts';
import type { Pid } from '../../os/procfs/process-stat.ts';

/** A process as far as it matters here. */
interface Known {
  readonly parent: Pid;
  readonly startTicks: number;
  readonly matches: boolean;
  /** How long ago it started when it was seen first, in seconds. */
  readonly age: Seconds;
}

/** One copy that somebody opened: its first process and all that this one started. */
export interface Copy {
  readonly root: Pid;
  readonly startTicks: number;
  readonly age: Seconds;
  readonly pids: readonly Pid[];
}

/** After so long nothing is in the middle of exec any more. */
const SETTLED: Seconds = 5;
/** The kernel keeps so much of a name. */
const COMM_LENGTH = 15;

/** Whether a program is the one that is meant, with or without `.exe`, in whatever case: as Windows and Wine see it. */
export function isImage(name: string, wanted: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/\.exe$/u, '');
  const cut = (text: string) => text.slice(0, COMM_LENGTH).toLowerCase();
  return plain(name) === plain(wanted) || (name.length >= COMM_LENGTH && cut(name) === cut(wanted));
}

/**
 * Finds the copies of a program by the name of its image. A process of that image which another of that image
 * started belongs to the same copy, as everything else it started does; what was seen to belong to a copy stays its.
 */
export class ImageFinder {
  readonly #proc: ProcFolder;
  readonly #image: string;
  #known = new Map<Pid, Known>();
  #copyOf = new Map<Pid, Pid>();

  constructor(proc: ProcFolder, image: string) {
    this.#proc = proc;
    this.#image = image;
  }

  find(): readonly Copy[] {
    this.#look();
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

  #look(): void {
    const before = this.#known;
    this.#known = new Map();
    const { ticksPerSecond } = this.#proc.units;
    const uptime = this.#proc.uptime() ?? 0;
    for (const pid of this.#proc.pids()) {
      const stat = this.#proc.processStat(pid);
      // A zombie has ended; whoever opened it has not looked yet.
      if (!stat || stat.kernel || stat.zombie || pid === process.pid) continue;
      const was = before.get(pid);
      // In the middle of exec a process has its parent's name for a moment: a young one is looked at again.
      const settled = was?.startTicks === stat.startTicks && (was.matches || was.age > SETTLED);
      const age = uptime - stat.startTicks / ticksPerSecond;
      this.#known.set(
        pid,
        settled
          ? { ...was, parent: stat.parent }
          : { parent: stat.parent, startTicks: stat.startTicks, matches: this.#matches(pid, stat.name), age },
      );
    }
  }

  #matches(pid: Pid, name: string): boolean {
    return isImage(name, this.#image) || isImage(this.#proc.executableName(pid) ?? '', this.#image);
  }

  /** The first process of the copy that this one belongs to: the highest of the image above it, itself included. */
  #rootOf(pid: Pid): Pid | null {
    let root: Pid | null = null;
    const seen = new Set<Pid>();
    for (let at: Pid = pid; !seen.has(at);) {
      seen.add(at);
      const known = this.#known.get(at);
      if (!known) break;
      if (known.matches) root = at;
      at = known.parent;
    }
    if (root !== null) return root;
    // Its parents may have gone since it was seen to belong somewhere.
    const earlier = this.#copyOf.get(pid);
    return earlier !== undefined && this.#known.has(earlier) ? earlier : null;
  }
}
