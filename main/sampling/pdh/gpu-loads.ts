import type { CounterRow } from '../../os/pdh/counter-array.ts';
import type { MiB, Percent } from '../../../shared/model/units.ts';
import type { Pid } from '../../os/procfs/process-stat.ts';
import type { Engine, EngineLoads } from '../sampler.ts';
import { adapterInstance, engineInstance, processInstance, type AdapterKey } from './gpu-instances.ts';

/** The rows of the GPU counters at one moment; null where a counter has no values now. */
export interface GpuRows {
  readonly engines: readonly CounterRow[] | null;
  readonly dedicated: readonly CounterRow[] | null;
  readonly shared: readonly CounterRow[] | null;
  readonly processDedicated: readonly CounterRow[] | null;
}

/** What a set of processes does on one adapter. */
export interface AdapterLoad {
  /** The busiest engine. */
  readonly gpu: Percent;
  readonly engines: EngineLoads;
}

interface Adapter {
  readonly of: AdapterKey;
  /** Load of each process by engine, as `kind number`. */
  readonly engines: Map<string, Map<Pid, number>>;
  readonly kinds: Map<string, Engine>;
  readonly processMemory: Map<Pid, MiB>;
  dedicatedMiB: MiB | null;
  sharedMiB: MiB | null;
}

const BYTES_PER_MIB = 1_048_576;

/**
 * One moment of the GPU counters, adapter by adapter. Loads of an engine add up over processes; engines never add up, since
 * each can be full by itself; adapters are never mixed.
 */
export class GpuLoads {
  readonly #adapters = new Map<string, Adapter>();
  readonly #hasEngines: boolean;
  readonly #hasProcessMemory: boolean;

  constructor({ engines, dedicated, shared, processDedicated }: GpuRows) {
    this.#hasEngines = engines !== null;
    this.#hasProcessMemory = processDedicated !== null;
    for (const { instance, value } of engines ?? []) {
      const parsed = engineInstance(instance);
      if (!parsed) continue;
      const { engines: loads, kinds } = this.#adapter(parsed);
      const engine = String(parsed.engine);
      const byPid = loads.get(engine) ?? new Map<Pid, number>();
      byPid.set(parsed.pid, (byPid.get(parsed.pid) ?? 0) + Math.max(0, value));
      loads.set(engine, byPid);
      kinds.set(engine, parsed.kind);
    }
    for (const { instance, value } of dedicated ?? []) {
      const parsed = adapterInstance(instance);
      if (parsed) this.#adapter(parsed).dedicatedMiB = value / BYTES_PER_MIB;
    }
    for (const { instance, value } of shared ?? []) {
      const parsed = adapterInstance(instance);
      if (parsed) this.#adapter(parsed).sharedMiB = value / BYTES_PER_MIB;
    }
    for (const { instance, value } of processDedicated ?? []) {
      const parsed = processInstance(instance);
      if (!parsed) continue;
      const { processMemory } = this.#adapter(parsed);
      processMemory.set(parsed.pid, (processMemory.get(parsed.pid) ?? 0) + value / BYTES_PER_MIB);
    }
  }

  get adapters(): readonly AdapterKey[] {
    return [...this.#adapters.values()].map(({ of }) => of);
  }

  memory(key: string): { readonly dedicatedMiB: MiB | null; readonly sharedMiB: MiB | null } | null {
    const { dedicatedMiB = null, sharedMiB = null } = this.#adapters.get(key) ?? {};
    return this.#adapters.has(key) ? { dedicatedMiB, sharedMiB } : null;
  }

  /** @param pids only these processes; null for all. @returns null where the adapter is not there, or loads are not told */
  load(key: string, pids: ReadonlySet<Pid> | null = null): AdapterLoad | null {
    const adapter = this.#adapters.get(key);
    if (!adapter || !this.#hasEngines) return null;
    let gpu = 0;
    const engines: Partial<Record<Engine, Percent>> = {};
    for (const [engine, byPid] of adapter.engines) {
      let sum = 0;
      // An instance has few processes, a box hundreds.
      for (const pid of pids ?? byPid.keys()) sum += byPid.get(pid) ?? 0;
      const load = Math.min(100, sum);
      const kind = adapter.kinds.get(engine) ?? 'other';
      engines[kind] = Math.max(engines[kind] ?? 0, load);
      gpu = Math.max(gpu, load);
    }
    return { gpu, engines };
  }

  /** Dedicated memory of these processes on one adapter. */
  processMiB(key: string, pids: ReadonlySet<Pid>): MiB | null {
    const adapter = this.#adapters.get(key);
    if (!adapter || !this.#hasProcessMemory) return null;
    let sum = 0;
    for (const pid of pids) sum += adapter.processMemory.get(pid) ?? 0;
    return sum;
  }

  #adapter(of: AdapterKey): Adapter {
    const known = this.#adapters.get(of.key);
    if (known) return known;
    const adapter: Adapter = {
      of,
      engines: new Map(),
      kinds: new Map(),
      processMemory: new Map(),
      dedicatedMiB: null,
      sharedMiB: null,
    };
    this.#adapters.set(of.key, adapter);
    return adapter;
  }
}
