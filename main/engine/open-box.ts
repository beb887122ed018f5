import path from 'node:path';
import type { Plan } from '../../shared/model/plan.ts';
import { Problem } from '../../shared/model/problem.ts';
import type { Box } from '../box/box.ts';

/** What a box must know of the run it will be used for. */
export interface BoxRequest {
  /** `local`, `simulated:PROFILE` or `driver:COMMAND`. */
  readonly box: string;
  /** What to launch; null where the box launches by itself. */
  readonly plan: Plan | null;
  readonly run: string;
  /** Where logs and copies of this run may lie. */
  readonly folder: string;
  readonly seed: number | null;
  /** Simulated seconds per real second of a simulated box; null for virtual time, in which nobody waits. */
  readonly pace: number | null;
  /** Which run of a repeated probe it is, from 1. */
  readonly repeat: number;
}

const DEFAULT_SEED = 1;

/** What a simulated box may be. */
export async function simulatedProfiles(): Promise<readonly string[]> {
  return (await import('../box/simulated/simulated-box.ts')).PROFILES;
}

/** Whether a box launches by itself, so that no plan is needed. */
export function launchesByItself(box: string): boolean {
  return box.startsWith('driver:') || box.startsWith('simulated:');
}

/**
 * Opens the machine under test. Each kind is loaded only where it is asked for.
 * @throws Problem of the kind of box, or `option.value` for a kind that is none
 */
export async function openBox(request: BoxRequest): Promise<Box> {
  const { box, plan } = request;
  const [kind = '', rest] = box.split(/:(.*)/su);
  if (kind === 'driver' && rest !== undefined) {
    const { spawnDriver } = await import('../box/driver/spawn-driver.ts');
    return spawnDriver(rest);
  }
  if (kind === 'simulated' && rest !== undefined) {
    const { openSimulatedBox, PROFILES } = await import('../box/simulated/simulated-box.ts');
    const { seed, pace, repeat } = request;
    const simulated = openSimulatedBox(rest, { seed: seed ?? DEFAULT_SEED, pace, repeat });
    if (!simulated) throw new Problem('box.profile', { profile: rest, known: PROFILES });
    return simulated;
  }
  if (box === 'local') {
    if (!plan) throw new Problem('executable.none', {});
    const { openLocalBox } = await import('../box/local/open-local-box.ts');
    const { run, folder } = request;
    return openLocalBox({
      plan,
      run,
      logFolder: path.join(folder, 'logs'),
      dataFolder: folder,
      runsFolder: path.dirname(folder),
    });
  }
  throw new Problem('option.value', {
    option: '--box',
    value: box,
    expected: 'local, simulated:PROFILE or driver:COMMAND',
  });
}
