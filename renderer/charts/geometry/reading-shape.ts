import type { PlotScale } from './plot-scale.ts';

/** What a line of readings draws. */
export interface ReadingShape {
  /** SVG path data, broken where there was no reading. */
  readonly path: string;
  /** Readings between two gaps: a line has no length there. */
  readonly dots: readonly { readonly x: number; readonly y: number }[];
  /** Whether it goes up and down so often that it fills an area: nobody sees dashes there, and their number has no bound. */
  readonly dense: boolean;
}

interface Readings {
  /** As many as values. */
  readonly times: readonly number[];
  readonly values: readonly (number | null)[];
}

/** Up and down by so many times the plot's width in all. */
const DENSE = 3;
/** Tenths of a pixel are what a picture is made of; whole ones where it is dense. */
const TENTHS = 10;

/** Pixels of every reading, in tenths; NaN where there is none. */
function placed({ times, values }: Readings, scale: PlotScale) {
  const [xs, ys] = [new Float64Array(values.length), new Float64Array(values.length)];
  let travelled = 0;
  let before = Number.NaN;
  for (const [place, value] of values.entries()) {
    xs[place] = Math.round(scale.x(times[place] ?? 0) * TENTHS);
    const y = value === null ? Number.NaN : Math.round(scale.y(value) * TENTHS);
    ys[place] = y;
    if (!Number.isNaN(y - before)) travelled += Math.abs(y - before);
    before = y;
  }
  return { xs, ys, travelled };
}

/** Where readings stand in a plot; those in the midst of a level stretch are left out, for the line is the same. O(readings). */
export function readingShape(readings: Readings, scale: PlotScale): ReadingShape {
  const { xs, ys, travelled } = placed(readings, scale);
  const dense = travelled > DENSE * TENTHS * (scale.right - scale.left);
  const pixels = dense
    ? (tenths: number) => Math.round(tenths / TENTHS)
    : (tenths: number) => tenths / TENTHS;
  let path = '';
  const dots: { x: number; y: number }[] = [];
  for (const [place, y] of ys.entries()) {
    if (Number.isNaN(y)) continue;
    const [left, right] = [ys[place - 1] ?? Number.NaN, ys[place + 1] ?? Number.NaN];
    if (y === left && y === right) continue;
    const x = xs[place] ?? 0;
    if (!Number.isNaN(left)) path += `L${pixels(x)},${pixels(y)}`;
    else if (!Number.isNaN(right)) path += `M${pixels(x)},${pixels(y)}`;
    else dots.push({ x: pixels(x), y: pixels(y) });
  }
  return { path, dots, dense };
}
