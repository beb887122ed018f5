import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Compiles one of `build/test/stubs` with mingw.
 * @param into an `.exe`, or a `.dll`
 */
export function compileForWindows(source: string, into: string): void {
  const file = fileURLToPath(new URL(`stubs/${source}`, import.meta.url));
  const flags = into.endsWith('.dll') ? ['-shared'] : [];
  execFileSync('x86_64-w64-mingw32-gcc', ['-O1', '-Wall', ...flags, '-o', into, file]);
}

/** A path of this system as a program on Windows knows it. Under Wine the whole tree is drive Z. */
export function windowsPath(file: string): string {
  return process.platform === 'win32' ? file : `Z:${file.replaceAll('/', '\\')}`;
}
