import type { Unavailable } from '../../../../shared/model/capability.ts';
import type { Clock } from '../../../os/clock.ts';
import { sysfsFolder } from '../../../os/sysfs/sysfs-folder.ts';
import { driverProvider } from '../../drivers/driver-provider.ts';
import type { Provider } from '../../provider.ts';
import { DRM_READINGS } from './drm-readings.ts';

/** The cards of a Linux box by its drivers' files, read in a sampler process. Where there is no card none is started. */
export function drmProvider(clock: Clock): Provider {
  return driverProvider({ source: 'drm', readings: DRM_READINGS, clock, absent });
}

function absent(): Unavailable | null {
  const renders = sysfsFolder()
    .names('class/drm')
    .some((name) => name.startsWith('renderD'));
  return renders ? null : { code: 'no-device' };
}
