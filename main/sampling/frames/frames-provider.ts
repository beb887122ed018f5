import type { Frames } from '../../../shared/model/plan.ts';
import { missingProvider, type Provider } from '../provider.ts';

/** The frame rates, as the plan wants them measured. Those on an instance's own output are read where that is read. */
export function framesProvider({ from }: Frames): Provider {
  switch (from) {
    case 'none':
      return missingProvider('none', ['fps'], { code: 'not-asked' });
    case 'presentmon':
    case 'mangohud':
      return missingProvider(from, ['fps'], { code: 'not-built' });
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
