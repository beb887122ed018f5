import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Unavailable } from '../../../shared/model/capability.ts';

export type NativeValue = number | bigint | string | Buffer | null;
/** A C function whose result is a number. */
export type NativeFunction = (...values: readonly NativeValue[]) => number;

export interface NativeLibrary {
  readonly file: string;
  /**
   * A function by its C prototype, in koffi's words; null where this version of the library has none of that name.
   * @throws Error where the prototype itself is wrong: our own fault
   */
  func(prototype: string): NativeFunction | null;
  /** Where a Buffer lies, for structures that point into it. It stays there as long as somebody holds the Buffer. */
  addressOf(buffer: Buffer): bigint;
}

export type LoadedLibrary =
  | { readonly library: NativeLibrary; readonly why: null }
  | { readonly library: null; readonly why: Unavailable };

type Koffi = typeof import('koffi');

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

async function koffi(): Promise<Koffi | Unavailable> {
  try {
    return (await import('koffi')).default as unknown as Koffi;
  } catch (error) {
    // Its binaries are optional packages: an install without them brings a koffi that cannot be loaded.
    return { code: 'not-loadable', library: 'koffi', reason: messageOf(error) };
  }
}

/**
 * Loads the first of these libraries that is there. Never rejects: what is wrong is said so that a person can mend it.
 * @param candidates absolute paths, which are looked at before; or bare names, which the system's loader looks for
 */
export async function loadLibrary(candidates: readonly string[]): Promise<LoadedLibrary> {
  const native = await koffi();
  if ('code' in native) return { library: null, why: native };
  let why: Unavailable = { code: 'not-installed', program: candidates.at(-1) ?? '' };
  for (const file of candidates) {
    if (path.isAbsolute(file) && !existsSync(file)) continue;
    try {
      return { library: wrap(native, native.load(file), file), why: null };
    } catch (error) {
      const reason = messageOf(error);
      // Of a bare name only the loader can say that there is no such file.
      if (path.isAbsolute(file) || !/no such file/iu.test(reason))
        why = { code: 'not-loadable', library: file, reason };
    }
  }
  return { library: null, why };
}

function wrap(native: Koffi, library: ReturnType<Koffi['load']>, file: string): NativeLibrary {
  return {
    file,
    addressOf: (buffer) => native.address(buffer),
    func: (prototype) => {
      try {
        return library.func(prototype) as NativeFunction;
      } catch (error) {
        if (messageOf(error).startsWith('Cannot find function')) return null;
        throw error;
      }
    },
  };
}
