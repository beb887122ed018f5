import type { Luid } from '../../os/windows/display-adapters.ts';
import type { Engine } from '../sampler.ts';

/** An adapter as the counters name it. One card may have several; the physical one counts within a linked group. */
export interface AdapterKey {
  /** `0x0:0xd1c3:0`: the same text for whatever spelling the counter uses. */
  readonly key: string;
  readonly luid: Luid;
}

export interface EngineInstance extends AdapterKey {
  readonly pid: number;
  /** The engine's number on its adapter. */
  readonly engine: number;
  readonly kind: Engine;
}

export interface ProcessInstance extends AdapterKey {
  readonly pid: number;
}

const ADAPTER = 'luid_0x([0-9a-f]+)_0x([0-9a-f]+)_phys_(\\d+)';
const ENGINE = new RegExp(`^pid_(\\d+)_${ADAPTER}_eng_(\\d+)_engtype_?(.*)$`, 'iu');
const PROCESS = new RegExp(`^pid_(\\d+)_${ADAPTER}`, 'iu');
const MEMORY = new RegExp(`^${ADAPTER}`, 'iu');

function adapter(high: string, low: string, phys: string): AdapterKey {
  const luid = { high: Number.parseInt(high, 16), low: Number.parseInt(low, 16) };
  return { luid, key: `0x${luid.high.toString(16)}:0x${luid.low.toString(16)}:${Number(phys)}` };
}

/** The same hundreds of names come every tick; those of programs that have ended are forgotten with all others now and then. */
const MOST_REMEMBERED = 20_000;

function remembering<T>(parse: (name: string) => T | null): (name: string) => T | null {
  const known = new Map<string, T | null>();
  return (name) => {
    let parsed = known.get(name);
    if (parsed === undefined) {
      if (known.size >= MOST_REMEMBERED) known.clear();
      parsed = parse(name);
      known.set(name, parsed);
    }
    return parsed;
  };
}

/** An instance of `GPU Engine`: `pid_8_luid_0x00000000_0x0000D1C3_phys_0_eng_3_engtype_VideoEncode`. */
export const engineInstance = remembering((name): EngineInstance | null => {
  const [, pid, high, low, phys, engine, type] = ENGINE.exec(name) ?? [];
  if (!pid || !high || !low || !phys || !engine || type === undefined) return null;
  return { ...adapter(high, low, phys), pid: Number(pid), engine: Number(engine), kind: engineKind(type) };
});

/** An instance of `GPU Process Memory`. */
export const processInstance = remembering((name): ProcessInstance | null => {
  const [, pid, high, low, phys] = PROCESS.exec(name) ?? [];
  return pid && high && low && phys ? { ...adapter(high, low, phys), pid: Number(pid) } : null;
});

/** An instance of `GPU Adapter Memory`. */
export function adapterInstance(name: string): AdapterKey | null {
  const [, high, low, phys] = MEMORY.exec(name) ?? [];
  return high && low && phys ? adapter(high, low, phys) : null;
}

/** What each driver calls its engines is its own affair: some leave the name out, some write spaces or numbers. */
function engineKind(type: string): Engine {
  const name = type.replaceAll(/[\s_]+/gu, '').toLowerCase();
  if (name.includes('encode')) return 'encode';
  if (name.includes('decode')) return 'decode';
  if (name.includes('copy')) return 'copy';
  if (name.includes('compute') || name.includes('cuda')) return 'compute';
  if (name.includes('3d') || name.startsWith('graphics')) return '3d';
  return 'other';
}
