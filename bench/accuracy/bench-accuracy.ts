/*
 * How often a method is right, on simulated boxes whose truth is known: `npm run bench:accuracy`. It says which seeds were tuned
 * on, and which were looked at box by box.
 *
 *   --boxes N    boxes a family (20)      --first SEED   first seed (10001)
 *   --noise X    all noise times X (1)    --methods a,b  of by-hand, kneedle, usl, steady, adaptive (all)
 *   --families a,b  (all)                --mode M       quick, balanced or thorough (balanced)
 *   --misses     a line for each box that was missed
 *
 * For what probes take of one core, garbage collection included, run it with `node --single-threaded`.
 */
import { parseArgs } from 'node:util';
import { probe as simulatedProbe, settingsFor } from '../../build/test/simulated-probe.ts';
import { FAMILY_NAMES, worldSpec } from '../../main/box/simulated/families.ts';
import type { WorldSpec } from '../../main/box/simulated/spec.ts';
import { truthOf } from '../../main/box/simulated/truth.ts';
import { MODES } from '../../shared/model/plan.ts';
import { conclude } from '../../shared/probing/controller.ts';
import { upperBound } from './binomial.ts';
import { byCurve } from './curve-ramp.ts';
import { byHand } from './human.ts';
import { score, type Outcome } from './score.ts';

const METHODS = ['by-hand', 'kneedle', 'usl', 'steady', 'adaptive'];
/** Seeds that constants were chosen on, and seeds whose misses were looked at one by one. */
const TUNED_ON = [[1, 500]] as const;
const LOOKED_AT = [
  [10_001, 10_040],
  [20_001, 20_080],
  [30_001, 30_180],
  [40_001, 40_180],
  [60_001, 60_180],
  [70_001, 70_180],
  [80_001, 80_180],
  [95_001, 95_180],
  [97_001, 97_180],
] as const;

const { values: options } = parseArgs({
  options: {
    boxes: { type: 'string', default: '20' },
    first: { type: 'string', default: '10001' },
    noise: { type: 'string', default: '1' },
    methods: { type: 'string', default: METHODS.join(',') },
    families: { type: 'string', default: FAMILY_NAMES.join(',') },
    mode: { type: 'string', default: 'balanced' },
    misses: { type: 'boolean', default: false },
  },
});
const [boxes, first, noise] = [Number(options.boxes), Number(options.first), Number(options.noise)];
const mode = MODES.find((known) => known === options.mode) ?? 'balanced';

function probe(method: string, spec: WorldSpec): Omit<Outcome, 'family' | 'seed' | 'truth'> {
  if (method === 'by-hand') {
    const { capacity, seconds } = byHand(spec);
    return { found: capacity, safe: null, confidence: null, interval: null, seconds };
  }
  if (method === 'kneedle' || method === 'usl') {
    const { seconds, ...found } = byCurve(spec);
    return { found: found[method], safe: null, confidence: null, interval: null, seconds };
  }
  const settings = settingsFor(spec, { mode, method: method === 'steady' ? 'steady' : 'adaptive' });
  const { state, seconds } = simulatedProbe(spec, settings);
  const { capacity, safe, confidence, interval } = conclude(state, { by: 'decided' });
  return { found: capacity, safe, confidence, interval, seconds };
}

const percent = (share: number) => (100 * share).toFixed(1).padStart(6);

function line(name: string, outcomes: readonly Outcome[]): string {
  const { exact, withinOne, tooHigh, twoTooHigh, safeTooHigh, time, timeOfAll, covered } = score(outcomes);
  const shares = [exact, withinOne, tooHigh, twoTooHigh, safeTooHigh, covered].map(percent).join(' ');
  return `${name.padEnd(18)} ${shares}   ${time.toFixed(2)} ${timeOfAll.toFixed(2)}`;
}

/** Upper 95 % bounds of all that should be rare. */
function bounds(outcomes: readonly Outcome[]): string {
  const total = outcomes.length;
  const { exact, withinOne, tooHigh, twoTooHigh, safeTooHigh } = score(outcomes);
  const entries = Object.entries({
    'not exact': 1 - exact,
    'off by more than one': 1 - withinOne,
    'too high': tooHigh,
    'two too high': twoTooHigh,
    'safe too high': safeTooHigh,
  });
  return entries
    .map(
      ([name, share]) => `${name} at most ${percent(upperBound(Math.round(share * total), total)).trim()} %`,
    )
    .join(', ');
}

/** Of those that were said to be right with so much confidence, how many were. */
function reliability(outcomes: readonly Outcome[]): string[] {
  const edges = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1];
  return edges.slice(1).flatMap((high, i) => {
    const low = edges[i] ?? 0;
    const own = outcomes.filter(
      ({ confidence }) => confidence !== null && confidence > low && confidence <= high,
    );
    if (own.length === 0) return [];
    const said = own.reduce((sum, { confidence }) => sum + (confidence ?? 0), 0) / own.length;
    const right = own.filter(({ found, truth }) => found === truth).length / own.length;
    return [`  said ${percent(said)} %, right ${percent(right)} % of ${own.length}`];
  });
}

function meets(ranges: readonly (readonly [number, number])[]): boolean {
  return ranges.some(([from, to]) => first <= to && first + boxes - 1 >= from);
}
const known = meets(TUNED_ON) ? 'tuned on' : meets(LOOKED_AT) ? 'looked at before' : 'untouched';
console.log(
  `${boxes} boxes a family, seeds ${first} to ${first + boxes - 1} (${known}; tuned on: 1 to 500), noise × ${noise}, ${mode}`,
);
for (const method of options.methods.split(',')) {
  let probing = 0;
  console.log(`\n${method}`);
  console.log(
    `${''.padEnd(18)}  exact   ±1   high  high2 safe+ cover   time (mean, total) against 60 s a level`,
  );
  const all: Outcome[] = [];
  for (const family of options.families.split(',')) {
    const own = Array.from({ length: boxes }, (_, i): Outcome => {
      const seed = first + i;
      const spec = worldSpec(family, seed, { noise });
      const began = performance.now();
      const found = probe(method, spec);
      probing += performance.now() - began;
      const outcome = { family, seed, truth: truthOf(spec).capacity, ...found };
      if (options.misses && outcome.found !== outcome.truth) console.log(`  ${JSON.stringify(outcome)}`);
      return outcome;
    });
    all.push(...own);
    console.log(line(family, own));
  }
  console.log(line('all', all));
  const large = all.filter(({ truth }) => truth >= 24);
  if (large.length > 0) console.log(line('24 and more', large));
  console.log(`with 95 % confidence: ${bounds(all)}`);
  for (const text of reliability(all)) console.log(text);
  console.log(
    `${(probing / all.length).toFixed(0)} ms a probe, ${(probing / 1000).toFixed(1)} s for ${all.length}`,
  );
}
