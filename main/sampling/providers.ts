import type { Frames } from '../../shared/model/plan.ts';
import { framesProvider } from './frames/frames-provider.ts';
import { gpuProvider } from './gpu/gpu-provider.ts';
import { procfsProvider } from './procfs/procfs-provider.ts';
import type { Provider } from './provider.ts';

/** The sources of this system. */
export function systemProviders(frames: Frames): readonly Provider[] {
  return [procfsProvider(), gpuProvider(), framesProvider(frames)];
}
