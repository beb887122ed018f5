import type { ComponentType } from 'react';
import type { Audience } from '../../../shared/model/audience.ts';
import type { AudienceChartProps } from './chart-props.ts';
import { PredictedHardware } from './predicted-hardware.tsx';
import { ServedByBoxes } from './served-by-boxes.tsx';
import { UplinkUse } from './uplink-use.tsx';
import { WaitOverArrivals } from './wait-over-arrivals.tsx';
import { WaitOverDay } from './wait-over-day.tsx';
import { WhoGetsWhat } from './who-gets-what.tsx';

interface AudienceChart {
  readonly draw: ComponentType<AudienceChartProps>;
  /** Whether an audience was told enough for it. */
  readonly has: (audience: Audience) => boolean;
  /** The part of the answer that it belongs to. */
  readonly part: 'bandwidth' | 'waiting' | 'boxes' | 'hardware';
}

/** Every picture of an audience, in the order of the questions. */
export const AUDIENCE_CHARTS = {
  'uplink-use': {
    draw: UplinkUse,
    has: ({ needMbps }) => needMbps !== null && needMbps > 0,
    part: 'bandwidth',
  },
  'who-gets-what': {
    draw: WhoGetsWhat,
    has: ({ fits, perViewerMbps, steps }) =>
      fits === false && perViewerMbps !== null && perViewerMbps > 0 && steps.length === 0,
    part: 'bandwidth',
  },
  'wait-over-arrivals': {
    draw: WaitOverArrivals,
    has: ({ waiting }) => waiting !== null && waiting.places > 0 && waiting.room !== 0,
    part: 'waiting',
  },
  'wait-over-day': { draw: WaitOverDay, has: ({ hours }) => hours !== null, part: 'waiting' },
  'served-by-boxes': {
    draw: ServedByBoxes,
    has: ({ boxes, waiting }) => boxes !== null && (waiting?.places ?? 0) > 0,
    part: 'boxes',
  },
  'predicted-hardware': {
    draw: PredictedHardware,
    has: ({ otherBox }) => otherBox !== null && otherBox.capacity !== null,
    part: 'hardware',
  },
} as const satisfies Record<string, AudienceChart>;
export type AudienceChartName = keyof typeof AUDIENCE_CHARTS;

/** The pictures that an audience has. */
export function chartsOf(audience: Audience): AudienceChartName[] {
  return (Object.keys(AUDIENCE_CHARTS) as AudienceChartName[]).filter((name) =>
    AUDIENCE_CHARTS[name].has(audience),
  );
}
