import { paint } from '../../ui/theme.ts';
import type { InstanceMark } from '../data/time-marks.ts';
import { EventSign } from './event-sign.tsx';
import { usePlotScale } from './plot-scale.ts';

/** Pixels below the plot that it stands in. */
export const TIME_STRIP = 15;

/** A stretch of time, seconds. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

interface TimeStripProps {
  readonly measured: readonly TimeSpan[];
  readonly marks: readonly InstanceMark[];
}

/** Below the plot: what was measured as a level, and who came and went. */
export function TimeStrip({ measured, marks }: TimeStripProps) {
  const scale = usePlotScale();
  return (
    <>
      {measured.map(({ from, to }) => (
        <rect
          key={from}
          x={scale.x(from)}
          y={scale.bottom + 1}
          width={scale.x(to) - scale.x(from)}
          height={3}
          fill={paint('quiet')}
        />
      ))}
      {marks.map(({ t, kind }, index) => (
        <EventSign key={index} x={scale.x(t)} y={scale.bottom + 10} kind={kind} />
      ))}
    </>
  );
}
