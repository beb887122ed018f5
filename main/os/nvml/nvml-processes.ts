import type { MiB, Percent } from '../../../shared/model/units.ts';
import { NVML } from './nvml-codes.ts';
import type { NvmlCall } from './nvml-call.ts';

/** What one process did on a card. */
export interface ProcessUse {
  /** Graphics and compute. */
  readonly gpu: Percent;
  readonly encode: Percent;
  readonly decode: Percent;
}

export type ProcessMemory = ReadonlyMap<number, MiB>;

/** `nvmlProcessUtilizationSample_t` */
const USE = { bytes: 32, pid: 0, time: 8, gpu: 16, encode: 24, decode: 28 };
/** `nvmlProcessInfo_t` since its second version. */
const INFO = { bytes: 24, pid: 0, memory: 8 };
/** What NVML writes where it does not know. */
const NOT_AVAILABLE = 0xffff_ffff_ffff_ffffn;
const ROOM = 64;
const MOST_TRIES = 4;

/** Asks for a list whose length nobody knows beforehand: with more room until it fits. */
function list(
  call: NvmlCall,
  entryBytes: number,
  name: string,
  after: string,
  device: bigint,
  ...values: bigint[]
): { readonly code: number; readonly entries: readonly Buffer[] } {
  let room = ROOM;
  for (let tries = 0; ; tries++) {
    const count = Buffer.alloc(4);
    count.writeUInt32LE(room);
    const entries = Buffer.alloc(room * entryBytes);
    const buffers = after === '' ? [count, entries] : [entries, count];
    const parameters = `uint64_t device, void *first, void *second${after}`;
    const code = call(name, parameters, device, ...buffers, ...values);
    const told = count.readUInt32LE();
    if (code !== NVML.insufficientSize || tries >= MOST_TRIES) {
      const length = code === NVML.success ? Math.min(told, room) : 0;
      return {
        code,
        entries: Array.from({ length }, (_, at) => entries.subarray(at * entryBytes, (at + 1) * entryBytes)),
      };
    }
    // New processes may come between the two questions.
    room = Math.max(told, room) + ROOM;
  }
}

/**
 * @param since the newest time that was seen before; samples up to it are old ones, which some drivers give again
 * @returns null where the card does not tell
 */
export function processUtilization(call: NvmlCall, device: bigint, since: bigint) {
  const { code, entries } = list(
    call,
    USE.bytes,
    'nvmlDeviceGetProcessUtilization',
    ', uint64_t since',
    device,
    since,
  );
  if (code !== NVML.success && code !== NVML.notFound) return null;
  const uses = new Map<number, ProcessUse>();
  const times = new Map<number, bigint>();
  let latest = since;
  for (const entry of entries) {
    const [pid, time] = [entry.readUInt32LE(USE.pid), entry.readBigUInt64LE(USE.time)];
    if (time > latest) latest = time;
    if (time <= since || time < (times.get(pid) ?? 0n)) continue;
    const [gpu, encode, decode] = [USE.gpu, USE.encode, USE.decode].map((at) => entry.readUInt32LE(at));
    if (gpu === undefined || encode === undefined || decode === undefined) continue;
    // Nonsense over 100 is known to come where a process has just begun or ended.
    if (gpu > 100 || encode > 100 || decode > 100) continue;
    times.set(pid, time);
    uses.set(pid, { gpu, encode, decode });
  }
  return { uses, latest };
}

/** A process that draws and computes is in both lists with the same memory. */
export function processMemory(call: NvmlCall, device: bigint): ProcessMemory | null {
  const memory = new Map<number, MiB>();
  let told = false;
  for (const kind of ['Graphics', 'Compute']) {
    const name = `nvmlDeviceGet${kind}RunningProcesses`;
    let answer = list(call, INFO.bytes, `${name}_v3`, '', device);
    if (answer.code === NVML.functionNotFound) answer = list(call, INFO.bytes, `${name}_v2`, '', device);
    if (answer.code !== NVML.success) continue;
    told = true;
    for (const entry of answer.entries) {
      const used = entry.readBigUInt64LE(INFO.memory);
      if (used === NOT_AVAILABLE) return null;
      const [pid, mib] = [entry.readUInt32LE(INFO.pid), Number(used / 1_048_576n)];
      memory.set(pid, Math.max(mib, memory.get(pid) ?? 0));
    }
  }
  return told ? memory : null;
}
