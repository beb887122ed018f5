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

const PER_PLACE = [
  'cores',
  'gpu',
  'vram',
  'sharedVramMiB',
  'encoder',
  'encoderSessions',
  'clock',
  'temperature',
  'powerWatts',
] as const satisfies readonly (keyof Reading)[];
const SINGLE = [
  'cpu',
  'cpuStolen',
  'cpuUtility',
  'cpuClock',
  'cpuThrottles',
  'runQueue',
  'ram',
  'commit',
  'swapInMiBps',
  'swapOutMiBps',
] as const satisfies readonly (keyof Reading)[];

/** A reading in the words of the trace; what could not be read of the whole box is left out. */
export function toSample({ t, reading, alive, frames, tick }: SampleParts): Sample {
  const { seconds, pressure, throttle } = reading;
  const singles = SINGLE.flatMap((name) => {
    const value = reading[name];
    return value === null ? [] : [[name, short(value)] as const];
  });
  const lists = PER_PLACE.flatMap((name) => {
    const values = reading[name];
    return values === null ? [] : [[name, values.map(shortOrNull)] as const];
  });
  const slowed = throttle?.some((reasons) => reasons && reasons.length > 0);
  return {
    type: 'sample',
    t,
    n: alive.length,
    ...(Object.fromEntries([...singles, ...lists]) as Partial<Sample>),
    ...hottestOf(reading.cores),
    ...(pressure && { pressure: shortFields(pressure) }),
    ...enginesOf(reading),
    ...(slowed && { throttle }),
    ...(frames && { fps: alive.map((one) => framesOf(one, reading)) }),
    instances: alive.map(({ instance }) => ofInstance(instance, reading)),
    ...(Math.abs(seconds - tick) > PUNCTUAL * tick && { over: short(seconds) }),
  };
}

/** A program that is bound to one thread fills one core while the whole looks idle. */
function hottestOf(cores: Reading['cores']) {
  const known = (cores ?? []).flatMap((load, core) => (load === null ? [] : [{ core, load }]));
  const hottest = known.reduce<(typeof known)[number] | null>(
    (most, one) => (most !== null && most.load >= one.load ? most : one),
    null,
  );
  return hottest && { hottestCore: { core: hottest.core, load: short(hottest.load) } };
}

function shortFields(fields: object): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, shortOrNull(value as number | null)]),
  );
}

function enginesOf({ engines }: Pick<Reading, 'engines'>) {
  return engines?.some((one) => one !== null)
    ? { engines: engines.map((one) => (one === null ? null : shortFields(one))) }
    : {};
}

function framesOf({ instance, fps }: SampleParts['alive'][number], { instances }: Reading) {
  const times = instances.get(instance)?.frameTimes;
  return { instance, fps: shortOrNull(fps), ...(times && shortFields(times)) };
}

function ofInstance(instance: number, { instances }: Reading): InstanceReading {
  const {
    cpu = null,
    ramMiB = null,
    pssMiB = null,
    pssAge = null,
    hottestThread = null,
    gpu = null,
    engines = null,
    vramMiB = null,
  } = instances.get(instance) ?? {};
  return {
    instance,
    cpu: shortOrNull(cpu),
    ramMiB: shortOrNull(ramMiB),
    ...(pssMiB !== null && { pssMiB: short(pssMiB), pssAge: shortOrNull(pssAge) }),
    ...(hottestThread && {
      hottestThread: {
        name: hottestThread.name,
        load: short(hottestThread.load),
        age: short(hottestThread.age),
      },
    }),
    ...(gpu && { gpu: gpu.map(shortOrNull) }),
    ...enginesOf({ engines }),
    ...(vramMiB !== null && { vramMiB: short(vramMiB) }),
  };
}
