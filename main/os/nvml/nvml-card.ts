import type { Celsius, MiB, Percent } from '../../../shared/model/units.ts';
import type { NativeValue } from '../native/load-library.ts';
import { cString, type NvmlCall } from './nvml-call.ts';
import { clockReasons, NVML } from './nvml-codes.ts';
import { processMemory, processUtilization, type ProcessMemory, type ProcessUse } from './nvml-processes.ts';

const BYTES_PER_MIB = 1_048_576n;
/** `nvmlMemory_v2_t`: its size, and version 2 in the highest byte. */
const MEMORY_V2 = { bytes: 40, version: 0x02000028 };
const GRAPHICS_CLOCK = 0;
const TEMPERATURE_OF_THE_CHIP = 0;
const SLOWDOWN_THRESHOLD = 1;

/**
 * One card. Each question may be one that this card, or this version of the driver, does not answer: then null, never 0.
 * `lost` says whether the card has fallen off its bus, as far as it was asked.
 */
export class NvmlCard {
  readonly #call: NvmlCall;
  readonly #device: bigint;
  #lastUse = 0n;
  lost = false;

  constructor(call: NvmlCall, device: bigint) {
    this.#call = call;
    this.#device = device;
  }

  name(): string | null {
    return this.#text('nvmlDeviceGetName', 96);
  }

  uuid(): string | null {
    return this.#text('nvmlDeviceGetUUID', 96);
  }

  /** As Linux writes it: `0000:65:00.0`. NVML does not tell the function; a card's graphics is its function 0. */
  pciAddress(): string | null {
    const info = Buffer.alloc(68);
    if (!this.#ask('nvmlDeviceGetPciInfo_v3', 'void *info', info)) return null;
    const [domain, bus, device] = [16, 20, 24].map((at) => info.readUInt32LE(at).toString(16));
    if (domain === undefined || bus === undefined || device === undefined) return null;
    return `${domain.padStart(4, '0')}:${bus.padStart(2, '0')}:${device.padStart(2, '0')}.0`;
  }

  /** Time in which graphics or compute ran at all. */
  utilization(): Percent | null {
    const rates = Buffer.alloc(8);
    return this.#ask('nvmlDeviceGetUtilizationRates', 'void *rates', rates)
      ? percent(rates.readUInt32LE())
      : null;
  }

  encoder(): Percent | null {
    return this.#videoLoad('nvmlDeviceGetEncoderUtilization');
  }

  decoder(): Percent | null {
    return this.#videoLoad('nvmlDeviceGetDecoderUtilization');
  }

  encoderSessions(): number | null {
    const [count, fps, latency] = [Buffer.alloc(4), Buffer.alloc(4), Buffer.alloc(4)];
    const parameters = 'void *sessions, void *fps, void *latency';
    return this.#ask('nvmlDeviceGetEncoderStats', parameters, count, fps, latency)
      ? count.readUInt32LE()
      : null;
  }

  /** All, and what can no longer be had: what the driver keeps for itself is taken. */
  memory(): { readonly totalMiB: MiB; readonly takenMiB: MiB } | null {
    const info = Buffer.alloc(MEMORY_V2.bytes);
    info.writeUInt32LE(MEMORY_V2.version);
    if (this.#ask('nvmlDeviceGetMemoryInfo_v2', 'void *info', info))
      return memoryOf(info.readBigUInt64LE(8), info.readBigUInt64LE(24));
    if (this.#ask('nvmlDeviceGetMemoryInfo', 'void *info', info))
      return memoryOf(info.readBigUInt64LE(0), info.readBigUInt64LE(8));
    return null;
  }

  temperature(): Celsius | null {
    return this.#number('nvmlDeviceGetTemperature', TEMPERATURE_OF_THE_CHIP);
  }

  /** From here on the card lowers its clocks. */
  slowdownTemperature(): Celsius | null {
    return this.#number('nvmlDeviceGetTemperatureThreshold', SLOWDOWN_THRESHOLD);
  }

  powerWatts(): number | null {
    const milliwatts = Buffer.alloc(4);
    return this.#ask('nvmlDeviceGetPowerUsage', 'void *milliwatts', milliwatts)
      ? milliwatts.readUInt32LE() / 1000
      : null;
  }

  /** Of the graphics clock, against the highest that it can have. */
  clock(): Percent | null {
    const now = this.#number('nvmlDeviceGetClockInfo', GRAPHICS_CLOCK);
    const highest = this.#number('nvmlDeviceGetMaxClockInfo', GRAPHICS_CLOCK);
    return now === null || !highest ? null : (100 * now) / highest;
  }

  /** Why the clock is not higher. The function was renamed; older drivers have the older name only. */
  clockReasons(): readonly string[] | null {
    const mask = Buffer.alloc(8);
    const told =
      this.#ask('nvmlDeviceGetCurrentClocksEventReasons', 'void *mask', mask) ||
      this.#ask('nvmlDeviceGetCurrentClocksThrottleReasons', 'void *mask', mask);
    return told ? clockReasons(mask.readBigUInt64LE()) : null;
  }

  /** What the card's processes did since this was asked last; who did nothing is not in it. */
  processUse(): ReadonlyMap<number, ProcessUse> | null {
    const told = processUtilization(this.#call, this.#device, this.#lastUse);
    if (told) this.#lastUse = told.latest;
    return told?.uses ?? null;
  }

  /** Dedicated memory by process; null where the driver does not tell, as under Windows. */
  processMemory(): ProcessMemory | null {
    return processMemory(this.#call, this.#device);
  }

  #ask(name: string, parameters: string, ...values: NativeValue[]): boolean {
    const code = this.#call(name, `uint64_t device, ${parameters}`, this.#device, ...values);
    if (code === NVML.gpuIsLost || code === NVML.success) this.lost = code === NVML.gpuIsLost;
    return code === NVML.success;
  }

  #text(name: string, length: number): string | null {
    const text = Buffer.alloc(length);
    return this.#ask(name, 'void *text, uint32_t length', text, length) ? cString(text) : null;
  }

  #number(name: string, which: number): number | null {
    const value = Buffer.alloc(4);
    return this.#ask(name, 'int which, void *value', which, value) ? value.readUInt32LE() : null;
  }

  #videoLoad(name: string): Percent | null {
    const [value, period] = [Buffer.alloc(4), Buffer.alloc(4)];
    return this.#ask(name, 'void *value, void *period', value, period) ? percent(value.readUInt32LE()) : null;
  }
}

/** Drivers have been seen to say 4294967295 and the like. */
const percent = (value: number): Percent | null => (value > 100 ? null : value);

function memoryOf(total: bigint, free: bigint) {
  return {
    totalMiB: Number(total / BYTES_PER_MIB),
    takenMiB: Number((total - free) / BYTES_PER_MIB),
  };
}
