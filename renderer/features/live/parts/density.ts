/** How much of an instance is shown: a row with its readings, a tile with its load, or just its number and state. */
export type Density = 'row' | 'tile' | 'mark';

interface Cell {
  readonly width: number;
  readonly height: number;
}

/** Least sizes in pixels, with the gap to the next. */
const CELLS: Record<Density, Cell> = {
  row: { width: 262, height: 28 },
  tile: { width: 62, height: 42 },
  mark: { width: 50, height: 26 },
};
const HEAD = 20;

/** The fullest way in which so many fit into the room; where none does, the smallest, and the grid scrolls. */
export function densityFor(count: number, width: number, height: number): Density {
  const fits = (density: Density) => {
    const cell = CELLS[density];
    const columns = Math.max(1, Math.floor(width / cell.width));
    const room = height - (density === 'row' ? HEAD : 0);
    return count === 0 || Math.ceil(count / columns) * cell.height <= room;
  };
  return (['row', 'tile'] as const).find(fits) ?? 'mark';
}
