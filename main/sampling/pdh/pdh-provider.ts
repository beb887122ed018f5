import type { ReadingName } from '../../../shared/model/capability.ts';
import type { Clock } from '../../os/clock.ts';
import { driverProvider } from '../drivers/driver-provider.ts';
import type { Provider } from '../provider.ts';
import { PDH_READINGS } from './pdh-readings.ts';

/** Every card of a Windows box through the system's own counters, in a sampler process of their own. */
export function pdhProvider(clock: Clock): Provider {
  const readings = Object.keys(PDH_READINGS) as ReadingName[];
  return driverProvider({ source: 'pdh', readings, clock, absent: () => null });
}
