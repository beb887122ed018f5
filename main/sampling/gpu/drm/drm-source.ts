import { performance } from 'node:perf_hooks';
import { procFolder } from '../../../os/procfs/proc-folder.ts';
import { sysfsFolder } from '../../../os/sysfs/sysfs-folder.ts';
import type { DriverSource } from '../../drivers/driver-source.ts';
import type { PartialReading, ProviderStart } from '../../provider.ts';
import type { Gpus, InstancePids } from '../../sampler.ts';
import { drmCapabilities } from './drm-capabilities.ts';
import { DrmLoads } from './drm-loads.ts';

/**
 * The graphics cards of a Linux box by its drivers' files. They are written by the drivers while we read: one whose card
 * has hung may hold us, so this runs in a process of its own.
 * @param proc `/proc`, or a recorded tree
 * @param sysfs `/sys`, or a recorded tree
 */
export function drmSource(
  proc = '/proc',
  sysfs = '/sys',
  now = () => performance.now() / 1000,
): DriverSource {
  const folder = procFolder(proc, proc === '/proc');
  let loads: DrmLoads | null = null;
  return {
    open: (known: Gpus): Promise<ProviderStart> => {
      loads = new DrmLoads(folder, sysfsFolder(sysfs), now, known);
      return Promise.resolve({ capabilities: drmCapabilities(loads), gpus: loads.describe() });
    },
    read: (instances: InstancePids): PartialReading => {
      const reading = loads?.read(instances) ?? {};
      folder.sweep();
      return reading;
    },
    close: (): void => {
      loads = null;
    },
  };
}
