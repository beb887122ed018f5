import { toldSlowdowns, type WorldSpec } from '../../main/box/simulated/spec.ts';
import { World } from '../../main/box/simulated/world.ts';
import type { Action } from '../../shared/probing/action.ts';
import { begin, decide, observe, type ProbeState } from '../../shared/probing/controller.ts';
import type { ProbeSettings } from '../../shared/probing/settings.ts';
import { probeSettings } from './probe-settings.ts';
import type { Seconds } from '../../shared/model/units.ts';

/** A probe that has not decided after this long in the box's time never will. */
const PATIENCE: Seconds = 20_000;

/** What the engine would begin a probe of this box with, by the default method where nothing else is asked. */
export function settingsFor(spec: WorldSpec, more: Partial<ProbeSettings> = {}): ProbeSettings {
  return probeSettings({
    limits: spec.limits,
    cap: spec.cap,
    slowdownCelsius: toldSlowdowns(spec),
    ...more,
  });
}

/**
 * One probe of a simulated box, without a process, a pipe or a clock.
 * @param told of every step but the passing of time
 * @throws where it comes to no end
 */
export function probe(
  spec: WorldSpec,
  settings: ProbeSettings = settingsFor(spec),
  told?: (time: Seconds, action: Action) => void,
): { readonly state: ProbeState; readonly seconds: Seconds } {
  const world = new World(spec);
  let state = begin(settings);
  for (;;) {
    const action = decide(state);
    if (action.do !== 'advance') told?.(world.time, action);
    if (action.do === 'finish') return { state, seconds: world.time };
    if (world.time > PATIENCE) throw new Error(`the probe of ${spec.family} ${spec.seed} comes to no end`);
    if (action.do === 'launch') world.launch();
    if (action.do === 'stop') world.stop(action.instance);
    const samples = action.do === 'advance' ? world.advance(Math.round(action.seconds)) : [];
    state = observe(state, { samples, events: world.takeEvents() });
  }
}
