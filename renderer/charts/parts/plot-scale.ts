import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';

export interface PlotScale {
  /** Pixels of a value; a value outside the domain lies on the plot's edge. */
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where things stand in the plot around; null until recharts has laid it out. */
export function usePlotScale(): PlotScale | null {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const area = usePlotArea();
  if (!x || !y || !area) return null;
  const [left, top, right, bottom] = [area.x, area.y, area.x + area.width, area.y + area.height];
  const within = (value: number | undefined, least: number, most: number) =>
    Math.min(most, Math.max(least, value ?? least));
  return {
    x: (value) => within(x(value), left, right),
    y: (value) => within(y(value), top, bottom),
    left,
    right,
    top,
    bottom,
  };
}
