import type { FramesPerSecond, Percent, Seconds } from '../../../shared/model/units.ts';

/** What tells that an instance hangs. */
export type HangSign = 'cpu' | 'frames' | 'window';

/** What an instance shows at one moment; null where it is not known. */
export interface Vitals {
  readonly at: Seconds;
  /** Of the whole box. */
  readonly cpu: Percent | null;
  readonly fps: FramesPerSecond | null;
  /** Whether a window of it has not looked at its messages for as long as its system allows. */
  readonly windowHangs: boolean | null;
}

export type HangNews =
  | { readonly is: 'hung'; readonly by: HangSign; readonly since: Seconds }
  | { readonly is: 'responding'; readonly after: Seconds };

/** So long without any CPU, or without a frame, is no pause any more; so many readings at least must say so. */
const SILENCE: Seconds = 10;
const FEWEST = 5;
/** What is less than this part of what it used before is nothing: a clock tick now and then. */
const NOTHING = 1 / 50;
/** Who uses less than this share of one core sleeps most of the time anyway. */
const AWAKE_CORE_SHARE = 0.02;
/** A hang has ended when it uses this part of its usual again. */
const ALIVE = 1 / 10;

/** For how long a reading has said nothing; forgotten when it speaks or is not known. */
function silence() {
  let from: Seconds | null = null;
  let readings = 0;
  return (at: Seconds, silent: boolean | null): Seconds | null => {
    if (silent !== true) {
      from = null;
      readings = 0;
      return null;
    }
    from ??= at;
    readings += 1;
    return at - from >= SILENCE && readings >= FEWEST ? from : null;
  };
}

/**
 * Watches one instance from when it is ready. It hangs when it uses no CPU although it did before, presents no frame although it
 * did before, or when its window does not respond; each is told once, and once that it is over.
 * @param cores of the box
 */
export function hangWatch(cores: number): (vitals: Vitals) => HangNews | null {
  const [noCpu, noFrames] = [silence(), silence()];
  const usual = { sum: 0, readings: 0 };
  let presented = false;
  let hung: { readonly by: HangSign; readonly since: Seconds } | null = null;

  const mean = () => (usual.readings < FEWEST ? 0 : usual.sum / usual.readings);
  const isAwake = () => (mean() / 100) * cores >= AWAKE_CORE_SHARE;
  const note = (cpu: Percent | null, idle: boolean) => {
    if (cpu === null || idle || hung) return;
    usual.sum += cpu;
    usual.readings += 1;
  };

  return ({ at, cpu, fps, windowHangs }) => {
    const idle = cpu !== null && isAwake() && cpu <= mean() * NOTHING;
    note(cpu, idle);
    presented ||= fps !== null && fps > 0;
    const [cpuSince, framesSince] = [noCpu(at, idle), noFrames(at, presented && fps === 0)];
    if (hung) {
      const over = {
        cpu: cpu !== null && cpu >= mean() * ALIVE,
        frames: fps !== null && fps > 0,
        window: windowHangs === false,
      }[hung.by];
      if (!over) return null;
      const after = at - hung.since;
      hung = null;
      return { is: 'responding', after };
    }
    if (windowHangs) hung = { by: 'window', since: at };
    else if (framesSince !== null) hung = { by: 'frames', since: framesSince };
    else if (cpuSince !== null) hung = { by: 'cpu', since: cpuSince };
    return hung && { is: 'hung', ...hung };
  };
}
