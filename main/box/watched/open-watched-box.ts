import { Problem } from '../../../shared/model/problem.ts';
import { systemClock } from '../../os/clock.ts';
import { procFolder } from '../../os/procfs/proc-folder.ts';
import { windowsSystem } from '../../os/windows/windows-system.ts';
import type { Seconds } from '../../../shared/model/units.ts';
import { basicHost } from '../../sampling/inventory/basic-host.ts';
import { openSampler } from '../../sampling/open-sampler.ts';
import { systemProviders } from '../../sampling/providers.ts';
import { claimBox } from '../local/claim.ts';
import { ImageFinder, type ProcessLook } from './image-finder.ts';
import { procfsLook, windowsLook } from './process-looks.ts';
import { WatchedBox } from './watched-box.ts';

export interface WatchedBoxOptions {
  readonly run: string;
  /** The file's name of the program whose copies are counted; null to count none. */
  readonly image: string | null;
  readonly tick: Seconds;
}

/** On a full box a source is slow without being stuck: then a late tick is better than an empty one. */
const LEAST_PATIENCE: Seconds = 1;

/**
 * Begins to measure this machine without launching anything.
 * @throws Problem `plan.unsupported` where processes cannot be listed yet, `box.busy` while a probe runs: its copies would be counted too
 */
export async function openWatchedBox({ run, image, tick }: WatchedBoxOptions): Promise<WatchedBox> {
  const look = image === null ? null : await lookFor(image);
  const clock = systemClock();
  const since = new Date().toISOString();
  const claim = await claimBox({ pid: process.pid, run, program: image ?? 'watch', since });
  try {
    const providers = systemProviders({ from: 'none' }, clock);
    const sampler = await openSampler({ providers, clock, patience: Math.max(tick, LEAST_PATIENCE) });
    const finder = look && new ImageFinder(look);
    return new WatchedBox({
      tick,
      host: basicHost(),
      clock,
      sampler,
      find: finder && (() => finder.find()),
      claim,
    });
  } catch (error) {
    await claim.release();
    throw error;
  }
}

/** @throws Problem `plan.unsupported` */
async function lookFor(image: string): Promise<ProcessLook> {
  if (process.platform === 'linux') return procfsLook(procFolder(), image);
  const system = process.platform === 'win32' ? await windowsSystem() : null;
  if (!system || 'code' in system) throw new Problem('plan.unsupported', { field: '--image', value: image });
  return windowsLook(system, image);
}
