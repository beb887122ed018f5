import type { Capability } from '../../../shared/model/capability.ts';
import type { PartialReading } from '../provider.ts';
import type { InstancePids } from '../sampler.ts';

/** What the worker is started with. */
export interface ProcfsWorkerData {
  readonly proc: string;
  readonly sysfs: string;
}

/** Each request is a reading; the worker answers in the same order. */
export type ProcfsRequest = InstancePids;

/** First what can be read, then one reading for each request. */
export type ProcfsAnswer =
  { readonly capabilities: readonly Capability[] } | { readonly reading: PartialReading };
