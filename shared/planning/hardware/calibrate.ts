import type { RelativeSpeed } from '../../model/hardware.ts';
import type { Load } from '../../model/resources.ts';
import type { MeasuredDemand } from './demand.ts';

/**
 * How fast the parts of a second box are against those of the first, from the same program measured on both: what needs
 * 2 cores on the one and 1 on the other runs on cores twice as fast. The range is that of both demands at their far ends; without
 * intervals it is the ratio alone. Null where either box could not tell.
 */
export function calibratedSpeed(
  resource: Extract<Load, 'cpu' | 'gpu'>,
  first: MeasuredDemand,
  second: MeasuredDemand,
): RelativeSpeed | null {
  const of = ({ demands }: MeasuredDemand) =>
    demands.find((demand) => demand.resource === resource)?.perInstance;
  const [here, there] = [of(first), of(second)];
  if (!here || !there) return null;
  const ratio = here.mean / there.mean;
  const low = here.low !== null && here.low > 0 && there.high !== null ? here.low / there.high : ratio;
  const high = here.high !== null && there.low !== null && there.low > 0 ? here.high / there.low : ratio;
  return { low: Math.min(low, ratio), high: Math.max(high, ratio), source: 'calibrated' };
}
