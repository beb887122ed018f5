import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Unavailable } from '../../../shared/model/capability.ts';
import type { Clock } from '../../os/clock.ts';
import { driverProvider } from '../drivers/driver-provider.ts';
import type { Provider } from '../provider.ts';
import { NVML_READINGS } from './nvml-readings.ts';

const NVIDIA = '0x10de';
/** Where the driver shows itself: its own nodes, and the one through which Windows lends a card to its Linux. */
const NODES = ['/dev/nvidiactl', '/proc/driver/nvidia', '/dev/dxg'];
const PCI = '/sys/bus/pci/devices';

/** NVIDIA's cards, read through NVML in a sampler process. Where there is no such card none is started. */
export function nvmlProvider(clock: Clock): Provider {
  return driverProvider({ source: 'nvml', readings: NVML_READINGS, clock, absent });
}

function absent(): Unavailable | null {
  const may =
    process.platform !== 'linux' ||
    Boolean(process.env['KNEESCOPE_NVML']) ||
    NODES.some((node) => existsSync(node)) ||
    onTheBus();
  return may ? null : { code: 'no-device' };
}

function onTheBus(): boolean {
  try {
    return readdirSync(PCI).some(
      (device) => readFileSync(path.join(PCI, device, 'vendor'), 'utf8').trim() === NVIDIA,
    );
  } catch {
    return false;
  }
}
