/** What a strip draws, as SVG path data. */
export interface StripShape {
  /** The line itself, broken where there was no reading. */
  readonly line: string;
  /** The ground between line and foot. */
  readonly area: string;
  /** Readings between two gaps: a line has no length there. */
  readonly dots: readonly { readonly x: number; readonly y: number }[];
}

const rounded = (value: number) => Math.round(value * 10) / 10;

/**
 * A small picture of the newest readings: the last one stands at the right edge, each tick has the same width, and the
 * scale is always 0 to 100 %.
 * @param values the newest last; null where there was no reading
 * @param places how many readings the whole width holds
 * @param corner where its upper left corner is
 */
export function stripShape(
  values: readonly (number | null)[],
  places: number,
  width: number,
  height: number,
  corner: { readonly x: number; readonly y: number } = { x: 0, y: 0 },
): StripShape {
  const shown = values.slice(-places);
  const step = width / Math.max(1, places - 1);
  const left = corner.x + width - (shown.length - 1) * step;
  const foot = corner.y + height;
  const at = (value: number, place: number) => ({
    x: rounded(left + place * step),
    y: rounded(foot - (height * Math.min(100, Math.max(0, value))) / 100),
  });
  const stretches: { x: number; y: number }[][] = [[]];
  for (const [place, value] of shown.entries()) {
    if (value === null) stretches.push([]);
    else stretches.at(-1)?.push(at(value, place));
  }
  const lines = stretches.filter(({ length }) => length > 1);
  const through = lines.map((points) => points.map(({ x, y }) => `${x},${y}`).join('L'));
  return {
    line: through.map((points) => `M${points}`).join(''),
    area: lines
      .map(
        (points, place) =>
          `M${points[0]?.x ?? 0},${foot}L${through[place] ?? ''}L${points.at(-1)?.x ?? 0},${foot}Z`,
      )
      .join(''),
    dots: stretches.flatMap((points) => (points.length === 1 ? points : [])),
  };
}

export interface Grid {
  readonly columns: number;
  readonly rows: number;
}

/** Cells of about this shape, as many rows as it takes to fill the room with so many of them. */
export function gridFor(count: number, width: number, height: number, ratio: number): Grid {
  if (count === 0 || width <= 0 || height <= 0) return { columns: 1, rows: 1 };
  let best: Grid = { columns: 1, rows: count };
  let most = 0;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const size = Math.min(width / columns, (height / rows) * ratio);
    if (size > most + 1e-9) {
      most = size;
      best = { columns, rows };
    }
  }
  return best;
}
