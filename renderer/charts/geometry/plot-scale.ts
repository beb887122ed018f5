/** Where a plot stands in its picture, in pixels. */
export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PlotScale extends PlotArea {
  /** Pixels of a value; a value outside the domain lies on the plot's edge. */
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

type Ends = readonly [number, number];

/** From one pair of ends to the other, to the last bit as d3 does for recharts; a domain without length lies at its first end. */
function linear([from, to]: Ends, [first, last]: Ends, least: number, most: number) {
  return (value: number) => {
    const share = to === from ? 0 : (value - from) / (to - from);
    return Math.min(most, Math.max(least, first * (1 - share) + last * share));
  };
}

/** @param padding pixels between the plot's sides and the ends of the x axis */
export function plotScale(area: PlotArea, x: Ends, y: Ends, padding = 0): PlotScale {
  const { left, right, top, bottom } = area;
  return {
    ...area,
    x: linear(x, [left + padding, right - padding], left, right),
    y: linear(y, [bottom, top], top, bottom),
  };
}
