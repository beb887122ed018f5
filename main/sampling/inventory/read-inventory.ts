import type { Host } from '../../../shared/model/trace.ts';
import type { MiB, Seconds } from '../../../shared/model/units.ts';
import { entryPath } from '../../os/entries.ts';
import { runProgram } from '../../os/run-program.ts';
import { basicHost } from './basic-host.ts';

/** What the program of `inventory-program.ts` writes. */
export interface InventoryAnswer {
  readonly os: string;
  readonly cpu: string;
  readonly gpus: readonly {
    readonly name: string;
    readonly vramMiB: MiB | null;
    readonly id: string | null;
  }[];
}

const PATIENCE: Seconds = 20;
const MOST_BYTES = 1_048_576;

/**
 * What the box is, its cards included, as far as can be found out in time; else what is known at once. Nobody waits for
 * it before a launch.
 * @param run gives what the program writes; the tests' own in its place
 */
export async function readInventory(run: () => Promise<string> = runInventory): Promise<Host> {
  const basic = basicHost();
  try {
    const { os, cpu, gpus } = JSON.parse(await run()) as InventoryAnswer;
    return {
      ...basic,
      os: os || (basic.os ?? null),
      cpu: cpu || (basic.cpu ?? null),
      // An empty list is also what it gives where it cannot look.
      gpus: gpus.length === 0 ? null : gpus.map((gpu) => ({ ...gpu, vramMiB: gpu.vramMiB || null })),
    };
  } catch {
    return basic;
  }
}

function runInventory(): Promise<string> {
  return runProgram(process.execPath, [entryPath('inventory')], {
    timeout: PATIENCE,
    mostBytes: MOST_BYTES,
    // In the desktop app our executable is Electron. And on Windows it starts programs by name, which must not be found in the
    // folder that we were started in.
    environment: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NoDefaultCurrentDirectoryInExePath: '1' },
  });
}
