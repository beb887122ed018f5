import { createContext, use } from 'react';
import type { PlotScale } from '../geometry/plot-scale.ts';

const PlotScaleContext = createContext<PlotScale | null>(null);
export const PlotScaleProvider = PlotScaleContext.Provider;

/**
 * Where things stand in the plot around. Computed from what recharts is handed (`ChartFrame`), and the very same that it comes to: its own
 * is known only a rendering later, and every mark would be drawn twice.
 */
export function usePlotScale(): PlotScale {
  const scale = use(PlotScaleContext);
  if (!scale) throw new Error('this part belongs into a plot');
  return scale;
}
