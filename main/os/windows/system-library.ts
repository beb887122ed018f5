import path from 'node:path';
import { loadLibrary, type LoadedLibrary } from '../native/load-library.ts';

/** Of Windows itself, by its full path: a name alone could be answered by the folder that we run in. */
export function systemFile(name: string): string {
  return path.win32.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', name);
}

export function systemLibrary(name: string): Promise<LoadedLibrary> {
  return loadLibrary([systemFile(name)]);
}
