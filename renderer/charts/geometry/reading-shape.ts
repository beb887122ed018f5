import { pieceOf } from './pieces.ts';
import type { PlotScale } from './plot-scale.ts';

/** What a line of readings draws. */
export interface ReadingShape {
  /** SVG path data, broken where there was no reading; one for each piece of the plot where that was asked for, else one. */
  readonly paths: readonly string[];
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
export function readingShape(readings: Readings, scale: PlotScale, inPieces = false): ReadingShape {
  const { xs, ys, travelled } = placed(readings, scale);
  const dense = travelled > DENSE * TENTHS * (scale.right - scale.left);
  const pixels = dense
    ? (tenths: number) => Math.round(tenths / TENTHS)
    : (tenths: number) => tenths / TENTHS;
  const paths: string[] = [];
  let path = '';
  const dots: { x: number; y: number }[] = [];
  for (const [place, y] of ys.entries()) {
    if (Number.isNaN(y)) continue;
    const [left, right] = [ys[place - 1] ?? Number.NaN, ys[place + 1] ?? Number.NaN];
    const piece = inPieces ? pieceOf((xs[place] ?? 0) / TENTHS, scale.left) : 0;
    if (piece === paths.length && y === left && y === right) continue;
    const [starts, ends] = [Number.isNaN(left), Number.isNaN(right)];
    const at = `${pixels(xs[place] ?? 0)},${pixels(y)}`;
    if (starts && ends) dots.push({ x: pixels(xs[place] ?? 0), y: pixels(y) });
    if (!starts) path += `L${at}`;
    // The next piece begins where this one ends.
    const isCut = piece > paths.length;
    while (piece > paths.length) {
      paths.push(path);
      path = '';
    }
    if ((starts || isCut) && !ends) path += `M${at}`;
  }
  paths.push(path);
  return { paths, dots, dense };
}
