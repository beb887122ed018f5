/*
 * What going on with a cut-off run is worth, on simulated boxes whose truth is known: `node bench/accuracy/bench-resume.ts`.
 * Each box is probed whole, then cut off at a moment drawn anew for each, and gone on with as on another day.
 *
 *   --boxes N    boxes a family (12)    --first SEED   first seed (50001)
 *   --families a,b  (all)               --method M     adaptive or steady (adaptive)
 *   --misses     a line for each box that was missed when gone on with
 */
import { parseArgs } from 'node:util';
import { settingsFor } from '../../build/test/simulated-probe.ts';
import { continueBox } from '../../main/box/continued-box.ts';
import type { Box, BoxAnswer } from '../../main/box/box.ts';
import { FAMILY_NAMES, worldSpec } from '../../main/box/simulated/families.ts';
import { Random } from '../../main/box/simulated/random.ts';
import { SimulatedBox } from '../../main/box/simulated/simulated-box.ts';
import { truthOf } from '../../main/box/simulated/truth.ts';
import type { Sample } from '../../shared/model/trace.ts';
import { begin, conclude, decide, observe, type ProbeState } from '../../shared/probing/controller.ts';
import { timeOf } from '../../shared/probing/history.ts';
import { resumptionOf } from '../../shared/probing/resumption.ts';
import { score, type Outcome } from './score.ts';

const { values: options } = parseArgs({
  options: {
    boxes: { type: 'string', default: '12' },
    first: { type: 'string', default: '50001' },
    families: { type: 'string', default: FAMILY_NAMES.join(',') },
    method: { type: 'string', default: 'adaptive' },
    misses: { type: 'boolean', default: false },
  },
});
const PATIENCE = 20_000;
const NEXT_SESSION = 1001;

/** Goes on until it is decided, or until a moment. */
async function probe(start: ProbeState, box: Box, until: number): Promise<ProbeState> {
  let state = start;
  for (;;) {
    const action = decide(state);
    if (action.do === 'finish' || timeOf(state.history) >= Math.min(until, PATIENCE)) return state;
    const answer: BoxAnswer & { readonly samples?: readonly Sample[] } =
      action.do === 'launch'
        ? await box.launch()
        : action.do === 'stop'
          ? await box.stop(action.instance)
          : await box.advance(Math.min(action.seconds, Math.max(1, until - timeOf(state.history))));
    state = observe(state, { samples: answer.samples ?? [], events: answer.events });
  }
}

interface Both {
  readonly whole: Outcome;
  readonly resumed: Outcome;
  /** Seconds of the second session alone, over those of the whole probe. */
  readonly again: number;
  readonly cut: number;
}

async function both(family: string, seed: number): Promise<Both> {
  const spec = worldSpec(family, seed);
  const truth = truthOf(spec).capacity;
  const settings = settingsFor(spec, { method: options.method === 'steady' ? 'steady' : 'adaptive' });
  const opened = (repeat: number) => new SimulatedBox(spec, { seed: spec.seed, pace: null, repeat });
  const outcome = (state: ProbeState): Outcome => {
    const { capacity, safe, confidence, interval } = conclude(state, { by: 'decided' });
    return {
      family,
      seed,
      truth,
      found: capacity,
      safe,
      confidence,
      interval,
      seconds: timeOf(state.history),
    };
  };
  const whole = await probe(begin(settings), opened(1), PATIENCE);
  const cut = Math.max(
    1,
    Math.round(new Random(1000 * FAMILY_NAMES.indexOf(family) + seed).uniform() * timeOf(whole.history)),
  );
  const { samples, events } = (await probe(begin(settings), opened(1), cut)).history;
  const recording = { meta: { type: 'meta' as const }, samples, events, cutOff: true };
  const { lines, ...takeover } = resumptionOf(recording, 'cut', 1, null);
  const box = continueBox(opened(NEXT_SESSION), takeover);
  const resumed = await probe(observe(begin(settings), lines), box, PATIENCE);
  return {
    whole: outcome(whole),
    resumed: outcome(resumed),
    again: (timeOf(resumed.history) - takeover.at) / timeOf(whole.history),
    cut: cut / timeOf(whole.history),
  };
}

const percent = (share: number) => (100 * share).toFixed(1).padStart(6);
function line(name: string, outcomes: readonly Outcome[]): string {
  const { exact, withinOne, tooHigh, twoTooHigh, safeTooHigh, time } = score(outcomes);
  return `${name.padEnd(18)} ${[exact, withinOne, tooHigh, twoTooHigh, safeTooHigh].map(percent).join(' ')}   ${time.toFixed(2)}`;
}

const families = options.families.split(',');
const boxes = Number(options.boxes);
console.log(`${boxes * families.length} boxes, seeds from ${options.first}, ${options.method}`);
console.log(`${''.padEnd(18)}  exact   ±1   high  high2 safe+   time against 60 s a level`);
const all: Both[] = [];
for (const family of families) {
  const own: Both[] = [];
  for (let i = 0; i < boxes; i++) own.push(await both(family, Number(options.first) + i));
  all.push(...own);
  if (options.misses)
    for (const { whole, resumed, cut } of own)
      if (resumed.found !== resumed.truth)
        console.log(
          `${family} ${resumed.seed}: truth ${resumed.truth}, whole ${whole.found}, gone on ${resumed.found} (${resumed.confidence}) cut at ${cut.toFixed(2)}`,
        );
}
console.log(line('whole', all.map(({ whole }) => whole))); // prettier-ignore
console.log(line('gone on', all.map(({ resumed }) => resumed))); // prettier-ignore
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
for (const [low, high] of [
  [0, 0.33],
  [0.33, 0.67],
  [0.67, 1.01],
] as const) {
  const own = all.filter(({ cut }) => cut >= low && cut < high);
  console.log(
    `cut at ${low} to ${Math.min(1, high)} of the time (${own.length}): the second session took ${mean(own.map(({ again }) => again)).toFixed(2)} of a whole probe`,
  );
}
