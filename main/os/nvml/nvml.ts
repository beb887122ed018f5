import path from 'node:path';
import type { Unavailable } from '../../../shared/model/capability.ts';
import { loadLibrary, type NativeLibrary } from '../native/load-library.ts';
import { cString, nvmlCaller } from './nvml-call.ts';
import { NvmlCard } from './nvml-card.ts';
import { NVML } from './nvml-codes.ts';

/** NVIDIA's management library, initialised. */
export interface Nvml {
  readonly driverVersion: string | null;
  readonly cards: readonly NvmlCard[];
  close(): void;
}

export type OpenedNvml =
  { readonly nvml: Nvml; readonly why: null } | { readonly nvml: null; readonly why: Unavailable };

/** Where the library may lie. The driver brings it; it is never a thing that one installs. */
function candidates(): readonly string[] {
  const { KNEESCOPE_NVML, SystemRoot, ProgramFiles } = process.env;
  if (KNEESCOPE_NVML) return [KNEESCOPE_NVML];
  if (process.platform !== 'win32') return ['libnvidia-ml.so', 'libnvidia-ml.so.1'];
  return [
    path.join(ProgramFiles ?? 'C:\\Program Files', 'NVIDIA Corporation', 'NVSMI', 'nvml.dll'),
    path.join(SystemRoot ?? 'C:\\Windows', 'System32', 'nvml.dll'),
  ];
}

/**
 * Loads NVML and asks for the cards. Never rejects. May block for seconds, and for ever where a driver hangs: call it
 * in the sampler process only.
 */
export async function openNvml(): Promise<OpenedNvml> {
  const { library, why } = await loadLibrary(candidates());
  // Under Windows every driver brings it, so without it there is no card that has one.
  if (why?.code === 'not-installed' && process.platform === 'win32')
    return { nvml: null, why: { code: 'no-device' } };
  if (!library) return { nvml: null, why };
  const call = nvmlCaller(library);
  const started = call('nvmlInit_v2', '');
  if (started !== NVML.success) {
    if (started === NVML.noPermission)
      return { nvml: null, why: { code: 'no-right', source: 'NVML', group: null } };
    const reason = `${errorText(library, started)} (${started})`;
    return { nvml: null, why: { code: 'driver-refuses', driver: 'NVIDIA', reason } };
  }
  const count = Buffer.alloc(4);
  if (call('nvmlDeviceGetCount_v2', 'void *count', count) !== NVML.success) count.writeUInt32LE(0);
  const cards = Array.from({ length: count.readUInt32LE() }, (_, index) => {
    const handle = Buffer.alloc(8);
    const code = call('nvmlDeviceGetHandleByIndex_v2', 'uint32_t index, void *device', index, handle);
    return code === NVML.success ? [new NvmlCard(call, handle.readBigUInt64LE())] : [];
  }).flat();
  const version = Buffer.alloc(80);
  const known = call('nvmlSystemGetDriverVersion', 'void *version, uint32_t length', version, version.length);
  return {
    nvml: {
      driverVersion: known === NVML.success ? cString(version) : null,
      cards,
      close: () => {
        call('nvmlShutdown', '');
      },
    },
    why: null,
  };
}

function errorText(library: NativeLibrary, code: number): string {
  // koffi makes a string of what a prototype calls one.
  const text = library.func('const char *nvmlErrorString(int code)')?.(code) as unknown;
  return typeof text === 'string' ? text : 'NVML error';
}
