import type { Frames } from '../../../shared/model/plan.ts';
import { missingProvider, type Provider } from '../provider.ts';
import { mangohudProvider } from './mangohud-provider.ts';
import { presentmonProvider } from './presentmon-provider.ts';

/**
 * The frame rates, as the plan wants them measured. Those on an instance's own output are read where that is read.
 * @param folder where instances were told to log their frames; null where nothing is launched
 */
export function framesProvider({ from }: Frames, folder: string | null): Provider {
  switch (from) {
    case 'none':
      return missingProvider('none', ['fps'], { code: 'not-asked' });
    case 'presentmon':
      return presentmonProvider();
    case 'mangohud':
      return mangohudProvider(folder);
    case 'output':
      return {
        ...missingProvider('output', [], { code: 'not-asked' }),
        open: () =>
          Promise.resolve({
            capabilities: [{ reading: 'fps', source: 'output', available: true, why: null }],
          }),
      };
  }
}
