import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('stubs/nvml-stub.c', import.meta.url));

/** NVML with scripted cards; what its lines mean stands at the head of `stubs/nvml-stub.c`. */
export interface NvmlStub {
  readonly library: string;
  /** For who loads it, in this process or another. */
  readonly environment: { readonly KNEESCOPE_NVML: string; readonly NVML_STUB: string };
  /** Changes what the cards say from the next call on. */
  script(lines: Readonly<Record<string, string | number>>): void;
  /** Whether a call hangs since the script was last changed. */
  hangs(): boolean;
  remove(): void;
}

/** @param system `windows` is compiled by mingw; `old` has only the names that older drivers had */
export function compileNvmlStub(system: 'linux' | 'windows' = 'linux', old = false): NvmlStub {
  const folder = mkdtempSync(path.join(tmpdir(), 'kneescope-nvml-'));
  const windows = system === 'windows';
  const library = path.join(folder, windows ? 'nvml.dll' : 'libnvidia-ml.so.1');
  const compiler = windows ? 'x86_64-w64-mingw32-gcc' : 'gcc';
  const flags = ['-shared', '-O1', '-Wall', '-Wno-unused-function', ...(windows ? [] : ['-fPIC'])];
  execFileSync(compiler, [...flags, ...(old ? ['-DOLD_DRIVER'] : []), '-o', library, SOURCE]);
  const file = path.join(folder, 'cards');
  return {
    library,
    environment: { KNEESCOPE_NVML: library, NVML_STUB: file },
    script: (lines) => {
      // In one step: the stub may be reading at this very moment.
      rmSync(`${file}.hung`, { force: true });
      const text = Object.entries(lines).map(([key, value]) => `${key}=${value}\n`);
      writeFileSync(`${file}.new`, text.join(''));
      renameSync(`${file}.new`, file);
    },
    hangs: () => existsSync(`${file}.hung`),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
