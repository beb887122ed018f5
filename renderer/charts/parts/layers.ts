import { DefaultZIndexes } from 'recharts';

/**
 * Order of drawing, in recharts' own layers only: a layer of another number appears one animation frame later, and
 * a report has no such frame. Nothing of ours is a bar, so the bars' background is free for the grid.
 */
export const BANDS_LAYER = DefaultZIndexes.grid;
export const GRID_LAYER = DefaultZIndexes.barBackground;
export const LINES_LAYER = DefaultZIndexes.line;
export const POINTS_LAYER = DefaultZIndexes.scatter;
export const MARKS_LAYER = DefaultZIndexes.label;
