import type { ComponentType } from 'react';
import type { AudienceChartName } from './audience-charts.ts';
import type { AudienceChartProps } from './chart-props.ts';
import { PredictedHardware } from './predicted-hardware.tsx';
import { ServedByBoxes } from './served-by-boxes.tsx';
import { UplinkUse } from './uplink-use.tsx';
import { WaitOverArrivals } from './wait-over-arrivals.tsx';
import { WaitOverDay } from './wait-over-day.tsx';
import { WhoGetsWhat } from './who-gets-what.tsx';

/** How each picture of an audience is drawn. */
export const AUDIENCE_DRAWINGS: Readonly<Record<AudienceChartName, ComponentType<AudienceChartProps>>> = {
  'uplink-use': UplinkUse,
  'who-gets-what': WhoGetsWhat,
  'wait-over-arrivals': WaitOverArrivals,
  'wait-over-day': WaitOverDay,
  'served-by-boxes': ServedByBoxes,
  'predicted-hardware': PredictedHardware,
};
