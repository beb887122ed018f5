import type { NativeFunction, NativeLibrary, NativeValue } from '../native/load-library.ts';
import { NVML } from './nvml-codes.ts';

/** Calls a function of NVML by name. @returns its code; `functionNotFound` where this version has none of that name */
export type NvmlCall = (name: string, parameters: string, ...values: readonly NativeValue[]) => number;

export function nvmlCaller(library: NativeLibrary): NvmlCall {
  const known = new Map<string, NativeFunction | null>();
  return (name, parameters, ...values) => {
    let found = known.get(name);
    if (found === undefined) {
      found = library.func(`int ${name}(${parameters})`);
      known.set(name, found);
    }
    return found ? found(...values) : NVML.functionNotFound;
  };
}

/** The text before the first NUL. */
export function cString(buffer: Buffer): string {
  const end = buffer.indexOf(0);
  return buffer.toString('utf8', 0, end < 0 ? buffer.length : end);
}
