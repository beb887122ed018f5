import type { Seconds } from '../../../shared/model/units.ts';

/** The part of a run that is shown: all of it, its last seconds, or a part of its own. */
export type TimeWindow =
  | { readonly kind: 'all' }
  | { readonly kind: 'last'; readonly seconds: Seconds }
  | { readonly kind: 'part'; readonly from: Seconds; readonly to: Seconds };

export interface Stretch {
  readonly from: Seconds;
  readonly to: Seconds;
}

/** Nobody looks at less than this. */
const LEAST: Seconds = 10;

/** What a window comes to in a run of this length. */
export function stretchOf(window: TimeWindow, end: Seconds): Stretch {
  switch (window.kind) {
    case 'all':
      return { from: 0, to: Math.max(1, end) };
    case 'last':
      // A run younger than the window fills it from the left, so that nothing jumps while it grows.
      return { from: Math.max(0, end - window.seconds), to: Math.max(end, window.seconds) };
    case 'part':
      return { from: window.from, to: window.to };
  }
}

/** Lengths of a picture, in minutes, and with every zero behind them; a third apart at most. */
const LENGTHS = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5];
const MINUTE: Seconds = 60;
/** By how much of itself a window of the last seconds moves on. */
const PAGE = 1 / 12;

/**
 * How far the picture of a run in progress reaches: further than the run, in steps. From one second to the next nothing moves but the
 * newest readings, which go on into the room that is left for them.
 */
export function reachOf(window: TimeWindow, end: Seconds): Seconds {
  if (window.kind === 'last') {
    const page = window.seconds * PAGE;
    return Math.ceil(end / page) * page;
  }
  const minutes = Math.max(1, end / MINUTE);
  const power = 10 ** Math.floor(Math.log10(minutes));
  const length = LENGTHS.find((one) => one * power >= minutes) ?? 10;
  return length * power * MINUTE;
}

/** The part as a window: the whole run where it covers it. */
function windowOf({ from, to }: Stretch, end: Seconds): TimeWindow {
  return from <= 0 && to >= end ? { kind: 'all' } : { kind: 'part', from, to };
}

/** Moves a stretch into the run without changing its length, as far as it fits. */
function within({ from, to }: Stretch, end: Seconds): Stretch {
  const length = Math.min(to - from, Math.max(end, LEAST));
  const start = Math.min(Math.max(0, from), Math.max(0, end - length));
  return { from: start, to: start + length };
}

/**
 * Closer (factor below 1) or wider (above 1).
 * @param around the time that stays where it is
 */
export function zoomed(window: TimeWindow, end: Seconds, factor: number, around: Seconds): TimeWindow {
  const { from, to } = stretchOf(window, end);
  const length = Math.max(LEAST, (to - from) * factor);
  const share = (around - from) / (to - from);
  const start = around - share * length;
  return windowOf(within({ from: start, to: start + length }, end), end);
}

/** @param share of what is shown; below 0 earlier, above 0 later */
export function moved(window: TimeWindow, end: Seconds, share: number): TimeWindow {
  const { from, to } = stretchOf(window, end);
  const by = (to - from) * share;
  return windowOf(within({ from: from + by, to: to + by }, end), end);
}
