import type { Frames } from '../../shared/model/plan.ts';
import type { Clock } from '../os/clock.ts';
import { framesProvider } from './frames/frames-provider.ts';
import { drmProvider } from './gpu/drm/drm-provider.ts';
import { nvmlProvider } from './nvml/nvml-provider.ts';
import { pdhProvider } from './pdh/pdh-provider.ts';
import { procfsProvider } from './procfs/procfs-provider.ts';
import type { Provider } from './provider.ts';
import { windowsProvider } from './windows/windows-provider.ts';

/**
 * The sources of this system. Where two tell the same, the later one is believed.
 * @param framesFolder where instances were told to log their frames; null where nothing is launched
 */
export function systemProviders(
  frames: Frames,
  clock: Clock,
  framesFolder: string | null = null,
): readonly Provider[] {
  return [...boxProviders(clock), framesProvider(frames, framesFolder)];
}

/** Every source that there could be here, frames by all ways: to see what can be read. */
export function examinationProviders(clock: Clock): readonly Provider[] {
  const frames = (['mangohud', 'presentmon'] as const).map((from) => framesProvider({ from }, null));
  return [...boxProviders(clock), ...frames];
}

function boxProviders(clock: Clock): readonly Provider[] {
  // The counters of Windows know every engine of a card; NVML adds what only NVIDIA tells.
  if (process.platform === 'win32') return [windowsProvider(clock), nvmlProvider(clock), pdhProvider(clock)];
  return [procfsProvider(), drmProvider(clock), nvmlProvider(clock)];
}
