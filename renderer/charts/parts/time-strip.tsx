import { paint } from '../../ui/theme.ts';
import type { InstanceMark } from '../data/time-marks.ts';
import { grownPieces } from '../geometry/pieces.ts';
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
  /** Whether what is measured last still grows. */
  readonly growing: boolean;
}

/** Below the plot: what was measured as a level, and who came and went. */
export function TimeStrip({ measured, marks, growing }: TimeStripProps) {
  const scale = usePlotScale();
  return (
    <>
      {measured.flatMap(({ from, to }) => {
        const [left, right] = [scale.x(from), scale.x(to)];
        const pieces = growing ? grownPieces(left, right, scale.left) : [[left, right] as const];
        return pieces.map(([start, end]) => (
          <rect
            key={`${from} ${start}`}
            x={start}
            y={scale.bottom + 1}
            width={end - start}
            height={3}
            fill={paint('quiet')}
          />
        ));
      })}
      {marks.map(({ t, kind }, index) => (
        <EventSign key={index} x={scale.x(t)} y={scale.bottom + 10} kind={kind} />
      ))}
    </>
  );
}
