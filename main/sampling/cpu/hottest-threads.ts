import type { ProcFolder } from '../../os/procfs/proc-folder.ts';
import type { Pid, ProcessStat } from '../../os/procfs/process-stat.ts';
import type { Seconds } from '../../../shared/model/units.ts';
import { Rounds } from '../procfs/rounds.ts';
import type { HottestThread, InstancePids } from '../sampler.ts';
import type { ProcessStats } from './ticks-ran.ts';

/** The hottest thread is in one of the busiest processes: no more of them are looked into. */
const BUSIEST = 3;

interface Looked {
  readonly at: Seconds;
  readonly threads: ReadonlyMap<Pid, ProcessStat>;
}
interface Known {
  readonly thread: Omit<HottestThread, 'age'>;
  readonly at: Seconds;
}

/**
 * The busiest thread of each instance, between two ticks in a row. A game has a hundred threads and each is a file, so an
 * instance has its turn now and then: a first look at one tick, the second at the next.
 */
export class HottestThreads {
  readonly #proc: ProcFolder;
  readonly #rounds = new Rounds();
  #looked = new Map<number, Looked>();
  readonly #known = new Map<number, Known>();

  constructor(proc: ProcFolder) {
    this.#proc = proc;
  }

  /**
   * @param before the processes at the reading before, which tells who is busy
   * @param now those of this reading
   */
  read(
    instances: InstancePids,
    before: ReadonlyMap<number, ProcessStats>,
    now: ReadonlyMap<number, ProcessStats>,
    at: Seconds,
    passed: Seconds,
  ): void {
    for (const instance of this.#known.keys()) if (!instances.has(instance)) this.#known.delete(instance);
    const looked = this.#looked;
    this.#looked = new Map();
    const look = (instance: number) =>
      this.#threads(before.get(instance) ?? new Map(), now.get(instance) ?? new Map());
    const due = new Set(this.#rounds.next(instances.keys(), at, passed));
    for (const [instance, first] of looked) {
      if (!instances.has(instance)) continue;
      const second = { at, threads: look(instance) };
      const thread = this.#hottest(first, second);
      if (thread) this.#known.set(instance, { thread, at });
      // Where it is its turn again already, this look is the first of the next pair.
      if (due.delete(instance)) this.#looked.set(instance, second);
    }
    for (const instance of due) this.#looked.set(instance, { at, threads: look(instance) });
  }

  of(instance: number, now: Seconds): HottestThread | null {
    const known = this.#known.get(instance);
    return known ? { ...known.thread, age: now - known.at } : null;
  }

  #threads(before: ProcessStats, now: ProcessStats): ReadonlyMap<Pid, ProcessStat> {
    const ran = ({ pid, startTicks, ownTicks }: ProcessStat) => {
      const was = before.get(pid);
      return ownTicks - (was?.startTicks === startTicks ? was.ownTicks : 0);
    };
    const busiest = [...now.values()].toSorted((a, b) => ran(b) - ran(a)).slice(0, BUSIEST);
    const threads = busiest.flatMap((process) =>
      // A process of one thread is that thread, and has been read already.
      process.threads === 1 ? [process] : this.#proc.threads(process.pid),
    );
    return new Map(threads.map((thread) => [thread.pid, thread]));
  }

  #hottest(first: Looked, second: Looked): Omit<HottestThread, 'age'> | null {
    const ticks = (second.at - first.at) * this.#proc.units.ticksPerSecond;
    if (ticks <= 0) return null;
    let hottest: Omit<HottestThread, 'age'> | null = null;
    for (const [tid, thread] of second.threads) {
      const was = first.threads.get(tid);
      if (was?.startTicks !== thread.startTicks) continue;
      const load = Math.min(100, (100 * Math.max(0, thread.ownTicks - was.ownTicks)) / ticks);
      if (hottest === null || load > hottest.load) hottest = { name: thread.name, load };
    }
    return hottest;
  }
}
