import type { PartialReading, ProviderStart } from '../provider.ts';
import type { Gpus, InstancePids } from '../sampler.ts';

/** To the sampler process: first `open`, then one reading at a time. */
export type DriverRequest =
  | { readonly kind: 'open'; readonly known: Gpus }
  | { readonly kind: 'read'; readonly instances: InstancePids };

/** From it, in the order of the requests. */
export type DriverAnswer =
  | { readonly kind: 'opened'; readonly start: ProviderStart }
  | { readonly kind: 'reading'; readonly reading: PartialReading }
  | { readonly kind: 'failed'; readonly reason: string };
