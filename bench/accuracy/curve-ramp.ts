import type { WorldSpec } from '../../main/box/simulated/spec.ts';
import { World } from '../../main/box/simulated/world.ts';
import type { Sample } from '../../shared/model/trace.ts';
import { secondOpinions, type CurvePoint } from '../../shared/probing/second-opinions.ts';

/**
 * The ramp that is recorded for a curve: a copy a minute, of which the latter half counts, and some levels beyond the first that
 * is full, since a curve that does not bend yet shows neither method anything.
 */
const LEVEL_SECONDS = 60;
const COUNTED_SECONDS = 30;
const BEYOND = 3;
const IDLE_SECONDS = 10;
const FULL = 97;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Loads of a sample: CPU, and the busiest card. */
function loadsOf({ cpu, gpu }: Sample): { cpu: number; gpu: number } {
  return { cpu: cpu ?? 0, gpu: Math.max(0, ...(gpu ?? []).map((load) => load ?? 0)) };
}

/** Frames a second of all copies where all are told, else the load of what is fullest, less its idle load. */
function curveOf(levels: readonly { n: number; samples: readonly Sample[] }[], idle: readonly Sample[]) {
  const frames = levels.map(({ n, samples }): CurvePoint | null => {
    const sums = samples.flatMap(({ fps }) => {
      const rates = (fps ?? []).flatMap(({ fps: rate }) => rate ?? []);
      return rates.length < n ? [] : [rates.reduce((sum, rate) => sum + rate, 0)];
    });
    return sums.length === 0 ? null : { n, value: mean(sums) };
  });
  const told = frames.flatMap((point) => point ?? []);
  if (told.length === levels.length) return told;
  const at = (samples: readonly Sample[], load: 'cpu' | 'gpu') =>
    mean(samples.map((sample) => loadsOf(sample)[load]));
  const last = levels.at(-1)?.samples ?? idle;
  const fullest = at(last, 'cpu') > at(last, 'gpu') ? 'cpu' : 'gpu';
  const base = at(idle, fullest);
  return levels.map(({ n, samples }) => ({ n, value: Math.max(0, at(samples, fullest) - base) }));
}

/** What Kneedle and the universal scalability law's peak make of such a ramp; null where they find nothing. */
export function byCurve(spec: WorldSpec): {
  readonly kneedle: number | null;
  readonly usl: number | null;
  readonly seconds: number;
} {
  const world = new World(spec);
  const idle = world.advance(IDLE_SECONDS);
  const levels: { n: number; samples: readonly Sample[] }[] = [];
  let beyond = 0;
  for (let n = 1; n <= spec.cap && beyond < BEYOND; n++) {
    world.launch();
    const samples = world.advance(LEVEL_SECONDS).slice(-COUNTED_SECONDS);
    if (samples.some((sample) => sample.n < n)) break;
    levels.push({ n, samples });
    const cpu = mean(samples.map((sample) => loadsOf(sample).cpu));
    const gpu = mean(samples.map((sample) => loadsOf(sample).gpu));
    if (Math.max(cpu, gpu) >= FULL) beyond += 1;
  }
  const { kneedle, usl } = secondOpinions(curveOf(levels, idle));
  const peak = usl?.peak ?? null;
  // Nobody claims more than ran.
  const most = levels.at(-1)?.n ?? 0;
  return { kneedle, usl: peak === null ? null : Math.min(most, Math.floor(peak)), seconds: world.time };
}
