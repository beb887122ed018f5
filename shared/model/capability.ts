/** What a sample can hold, by its name in the trace. */
export const READINGS = [
  'cpu',
  'cores',
  'ram',
  'gpu',
  'vram',
  'encoder',
  'clock',
  'temperature',
  'fps',
  'instances.cpu',
  'instances.ramMiB',
  'instances.vramMiB',
] as const;
export type ReadingName = (typeof READINGS)[number];

/** Why something cannot be read; the texts are in `shared/locale`. */
export type Unavailable =
  /** Kneescope has no reader for it on this system yet. */
  | { readonly code: 'not-built' }
  /** The plan does not ask for it. */
  | { readonly code: 'not-asked' }
  /** The system does not offer what it would be read from. */
  | { readonly code: 'no-source'; readonly source: string }
  /** It was read until its reader failed. */
  | { readonly code: 'failed'; readonly reason: string };

/** Whether one reading can be had on this box, from where, and if not, why. */
export interface Capability {
  readonly reading: ReadingName;
  readonly source: string;
  readonly available: boolean;
  /** Null where it is available. */
  readonly why: Unavailable | null;
}
