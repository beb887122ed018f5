import type { Method, Mode } from '../../shared/model/plan.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import { begin, conclude, decide, observe } from '../../shared/probing/controller.ts';
import type { ProbeSettings } from '../../shared/probing/settings.ts';
import { toldSlowdowns, type WorldSpec } from '../../main/box/simulated/spec.ts';
import { World } from '../../main/box/simulated/world.ts';

/** A probe that has not decided after this long in the box's time never will. */
const PATIENCE = 20_000;

export interface ProbeResult {
  readonly verdict: Verdict;
  /** Seconds of the box's time. */
  readonly seconds: number;
  readonly launches: number;
}

export function settingsFor(spec: WorldSpec, method: Method, mode: Mode): ProbeSettings {
  return {
    limits: spec.limits,
    cap: spec.cap,
    tick: 1,
    method,
    mode,
    fpsTarget: 'solo',
    budgetSeconds: null,
    readySeconds: null,
    slowdownCelsius: toldSlowdowns(spec),
  };
}

/** One probe of a simulated box, without a process, a pipe or a clock. */
export function runProbe(
  spec: WorldSpec,
  settings: ProbeSettings,
  trace?: (line: string) => void,
): ProbeResult {
  const world = new World(spec);
  let state = begin(settings);
  for (;;) {
    const action = decide(state);
    if (trace && action.do !== 'advance') trace(`${world.time} ${JSON.stringify(action)}`);
    if (action.do === 'finish' || world.time > PATIENCE) break;
    if (action.do === 'launch') world.launch();
    if (action.do === 'stop') world.stop(action.instance);
    const samples = action.do === 'advance' ? world.advance(Math.round(action.seconds)) : [];
    state = observe(state, { samples, events: world.takeEvents() });
  }
  const verdict = conclude(state, { by: 'decided' });
  return { verdict, seconds: world.time, launches: verdict.launches };
}
