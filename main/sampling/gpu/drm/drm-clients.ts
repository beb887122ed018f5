import type { DrmClient, DrmEngine } from '../../../os/procfs/drm-client.ts';
import type { ProcFolder } from '../../../os/procfs/proc-folder.ts';
import type { Pid } from '../../../os/procfs/process-stat.ts';
import type { MiB, Percent, Seconds } from '../../../../shared/model/units.ts';
import type { InstancePids } from '../../sampler.ts';

/** What is told of one instance, or of all the others, on one card. */
export interface CardUse {
  /** By the driver's name of the engine. */
  readonly engines: Map<string, Percent>;
  dedicatedMiB: MiB | null;
  sharedMiB: MiB | null;
}
/** By the card's PCI address. */
export type CardUses = ReadonlyMap<string, CardUse>;

export interface DrmUse {
  readonly instances: ReadonlyMap<number, CardUses>;
  /** Of everything that could be seen, the instances and the others. */
  readonly all: CardUses;
}

/** How often a process is looked at for cards that it has begun to use. */
const LOOK_AGAIN: Seconds = 10;
/** The processes of nobody, in the place of an instance's number. */
const OTHERS = -1;

interface Counted {
  readonly at: Seconds;
  readonly engines: ReadonlyMap<string, DrmEngine>;
}
interface Found {
  readonly card: string;
  readonly client: DrmClient;
  readonly owner: number;
}

/** Follows who uses which card, from what the drivers tell of each descriptor. */
export class DrmClients {
  readonly #proc: ProcFolder;
  readonly #files = new Map<
    Pid,
    { readonly files: readonly string[]; readonly at: Seconds; readonly start: number }
  >();
  #counted = new Map<string, Counted>();

  constructor(proc: ProcFolder) {
    this.#proc = proc;
  }

  /** @param others processes of nobody that are to be counted too: all that may be seen, where a card has no total of its own */
  read(instances: InstancePids, others: readonly Pid[], now: Seconds): DrmUse {
    const found = new Map<string, Found>();
    for (const [owner, pids] of [...instances, [OTHERS, others] as const])
      for (const pid of pids) this.#collect(pid, owner, now, found);
    this.#forget(new Set([...instances.values(), others].flat()));

    const uses = new Map<number, Map<string, CardUse>>();
    const all = new Map<string, CardUse>();
    const counted = new Map<string, Counted>();
    for (const [key, { card, client, owner }] of found) {
      const before = this.#counted.get(key);
      const engines = keepLarger(before?.engines, client.engines);
      counted.set(key, { at: now, engines });
      const own = uses.get(owner) ?? new Map<string, CardUse>();
      uses.set(owner, own);
      for (const use of [useOf(own, card), useOf(all, card)]) {
        addMemory(use, client);
        if (before) addLoads(use, before, engines, now);
      }
    }
    this.#counted = counted;
    uses.delete(OTHERS);
    return { instances: uses, all };
  }

  #collect(pid: Pid, owner: number, now: Seconds, found: Map<string, Found>): void {
    for (const file of this.#drmFiles(pid, now)) {
      const client = this.#proc.drmClient(pid, file);
      if (!client?.card) continue;
      // Several descriptors, of several processes too, may lead to one client; it counts once.
      const key = `${client.card} ${client.id}`;
      if (!found.has(key)) found.set(key, { card: client.card, client, owner });
    }
  }

  #drmFiles(pid: Pid, now: Seconds): readonly string[] {
    const known = this.#files.get(pid);
    if (known) {
      // A young process has not opened its card yet; an old one seldom opens another.
      const every = Math.min(LOOK_AGAIN, (now - known.start) / 2);
      // Spread over the ticks by the number, so that not all are looked at in the same one.
      if (now - known.at < every + (pid % 10) / 10) return known.files;
    }
    const files = this.#proc.drmFiles(pid);
    this.#files.set(pid, { files, at: now, start: known?.start ?? now });
    return files;
  }

  #forget(alive: ReadonlySet<Pid>): void {
    for (const pid of this.#files.keys()) if (!alive.has(pid)) this.#files.delete(pid);
  }
}

function useOf(uses: Map<string, CardUse>, card: string): CardUse {
  const known = uses.get(card);
  if (known) return known;
  const use: CardUse = { engines: new Map(), dedicatedMiB: null, sharedMiB: null };
  uses.set(card, use);
  return use;
}

/** Drivers may tell less than they told before, while a context goes away. */
function keepLarger(
  before: ReadonlyMap<string, DrmEngine> | undefined,
  now: ReadonlyMap<string, DrmEngine>,
): ReadonlyMap<string, DrmEngine> {
  if (!before) return now;
  return new Map(
    [...now].map(([name, engine]) => [
      name,
      { ...engine, busy: Math.max(engine.busy, before.get(name)?.busy ?? 0) },
    ]),
  );
}

function addLoads(
  use: CardUse,
  before: Counted,
  engines: ReadonlyMap<string, DrmEngine>,
  now: Seconds,
): void {
  for (const [name, engine] of engines) {
    const was = before.engines.get(name);
    if (!was) continue;
    const passed =
      engine.total !== null && was.total !== null ? engine.total - was.total : (now - before.at) * 1e9;
    if (passed <= 0) continue;
    const load = (100 * (engine.busy - was.busy)) / passed / engine.capacity;
    use.engines.set(name, (use.engines.get(name) ?? 0) + load);
  }
}

function addMemory(use: CardUse, { memoryKiB }: DrmClient): void {
  for (const [region, kib] of memoryKiB) {
    const which = /^(?:vram|local)/u.test(region) ? 'dedicatedMiB' : 'sharedMiB';
    use[which] = (use[which] ?? 0) + kib / 1024;
  }
}
