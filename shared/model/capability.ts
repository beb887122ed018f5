/** What a sample can hold, by its name in the trace. */
export const READINGS = [
  'cpu',
  'cpuStolen',
  'cpuUtility',
  'cores',
  'cpuClock',
  'cpuThrottles',
  'runQueue',
  'pressure',
  'ram',
  'commit',
  'swap',
  'gpu',
  'engines',
  'vram',
  'sharedVramMiB',
  'encoder',
  'encoderSessions',
  'clock',
  'temperature',
  'powerWatts',
  'throttle',
  'fps',
  'frameTimes',
  'instances.cpu',
  'instances.ramMiB',
  'instances.pssMiB',
  'instances.hottestThread',
  'instances.gpu',
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
  /** There is no such device, so nothing is missing. */
  | { readonly code: 'no-device' }
  /** It is there, but this user may not read it; the group that may, where there is one. */
  | { readonly code: 'no-right'; readonly source: string; readonly group: string | null }
  /** The driver of this device does not tell it; a newer one may. */
  | { readonly code: 'driver-silent'; readonly driver: string }
  /** A program or library that it would be read through is not installed. */
  | { readonly code: 'not-installed'; readonly program: string }
  /** It is installed, but cannot be loaded. */
  | { readonly code: 'not-loadable'; readonly library: string; readonly reason: string }
  /** The driver is there and refuses to be asked: not running, or not the version of its library. */
  | { readonly code: 'driver-refuses'; readonly driver: string; readonly reason: string }
  /** It is installed, in a version that does not do this yet. */
  | { readonly code: 'too-old'; readonly program: string; readonly found: string; readonly needed: string }
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
