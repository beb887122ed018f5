import { missingProvider, type Provider } from '../provider.ts';

/** The cards' readings. Their readers are work of their own; until then the reason stands in their place. */
export function gpuProvider(): Provider {
  return missingProvider('gpu', ['gpu', 'vram', 'encoder', 'clock', 'temperature', 'instances.vramMiB'], {
    code: 'not-built',
  });
}
