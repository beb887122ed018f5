import type { InstanceReading, Sample } from '../../../shared/model/trace.ts';
import type { FramesPerSecond, Seconds } from '../../../shared/model/units.ts';
import type { Reading } from '../../sampling/sampler.ts';

export interface SampleParts {
  readonly t: Seconds;
  readonly reading: Reading;
  /** The instances alive at t. */
  readonly alive: readonly { readonly instance: number; readonly fps: FramesPerSecond | null }[];
  /** Whether frame rates are measured at all. */
  readonly frames: boolean;
  readonly tick: Seconds;
}

/** A tick that is late or early by more than this share of it says over how many seconds its loads are. */
const PUNCTUAL = 0.1;
/** No reading is exact to a thousandth; eight hours of them are kept and drawn. */
const short = (value: number): number => Math.round(value * 1000) / 1000;
const shortOrNull = (value: number | null): number | null => (value === null ? null : short(value));

/** A reading in the words of the trace; what could not be read of the whole box is left out. */
export function toSample({ t, reading, alive, frames, tick }: SampleParts): Sample {
  const { cpu, ram, seconds } = reading;
  const lists = (['cores', 'gpu', 'vram', 'encoder', 'clock', 'temperature'] as const).flatMap((name) => {
    const values = reading[name];
    return values === null ? [] : [[name, values.map(shortOrNull)] as const];
  });
  return {
    type: 'sample',
    t,
    n: alive.length,
    ...(cpu !== null && { cpu: short(cpu) }),
    ...(ram !== null && { ram: short(ram) }),
    ...Object.fromEntries(lists),
    ...(frames && { fps: alive.map(({ instance, fps }) => ({ instance, fps: shortOrNull(fps) })) }),
    instances: alive.map(({ instance }) => ofInstance(instance, reading)),
    ...(Math.abs(seconds - tick) > PUNCTUAL * tick && { over: short(seconds) }),
  };
}

function ofInstance(instance: number, { instances }: Reading): InstanceReading {
  const { cpu = null, ramMiB = null, vramMiB = null } = instances.get(instance) ?? {};
  return {
    instance,
    cpu: shortOrNull(cpu),
    ramMiB: shortOrNull(ramMiB),
    ...(vramMiB !== null && { vramMiB: short(vramMiB) }),
  };
}
