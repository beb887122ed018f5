import type { ReadingName } from '../../../shared/model/capability.ts';
import type { Clock } from '../../os/clock.ts';
import { driverProvider } from '../drivers/driver-provider.ts';
import type { Provider } from '../provider.ts';
import { WINDOWS_READINGS } from './windows-readings.ts';

/** Processor, memory and processes of Windows, in a sampler process: its counters have been seen to block. */
export function windowsProvider(clock: Clock): Provider {
  const readings = Object.keys(WINDOWS_READINGS) as ReadingName[];
  return driverProvider({ source: 'windows', readings, clock, absent: () => null });
}
