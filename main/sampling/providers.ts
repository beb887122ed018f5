import type { Frames } from '../../shared/model/plan.ts';
import type { Clock } from '../os/clock.ts';
import { framesProvider } from './frames/frames-provider.ts';
import { gpuProvider } from './gpu/gpu-provider.ts';
import { nvmlProvider } from './nvml/nvml-provider.ts';
import { procfsProvider } from './procfs/procfs-provider.ts';
import { pdhProvider } from './pdh/pdh-provider.ts';
import type { Provider } from './provider.ts';
import { windowsProvider } from './windows/windows-provider.ts';

/** The sources of this system. Where two tell the same, the later one is believed. */
export function systemProviders(frames: Frames, clock: Clock): readonly Provider[] {
  // The counters of Windows know every engine of a card; NVML adds what only NVIDIA tells.
  if (process.platform === 'win32')
    return [windowsProvider(clock), nvmlProvider(clock), pdhProvider(clock), framesProvider(frames)];
  return [procfsProvider(), gpuProvider(), nvmlProvider(clock), framesProvider(frames)];
}
