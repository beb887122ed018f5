import { describe, expect, it } from 'vitest';
import { probe, settingsFor } from '../../../build/test/simulated-probe.ts';
import { worldSpec } from '../../../main/box/simulated/families.ts';
import { decide } from '../controller.ts';
import type { History } from '../history.ts';
import { stretchesOf } from '../stretches.ts';
import { watchedResources } from '../readings.ts';
import { maturityOf } from './maturity.ts';
import { outlookOf } from './outlook.ts';

/*
 * Much is kept from tick to tick. It must never change an answer: what was thought of a history that grew is what is thought of
 * the same history when nobody saw it before, as in a replay.
 */

const afresh = (history: History): History => structuredClone(history);
const BOXES = [
  ['gpu-bound', 4],
  ['many-gpus', 9],
  ['throttling', 7],
  ['failing-launches', 13],
  ['odd-start', 2],
  ['noisy-background', 12],
] as const;

describe.each(BOXES)('what is kept of a %s box (seed %i)', (family, seed) => {
  const spec = worldSpec(family, seed);
  const settings = settingsFor(spec);
  const { state } = probe(spec, settings);
  const alone = afresh(state.history);

  it('leaves stretches and resources as they are', () => {
    expect(stretchesOf(state.history, settings.tick)).toEqual(stretchesOf(alone, settings.tick));
    expect(watchedResources(state.history)).toEqual(watchedResources(alone));
  });

  it('leaves what has settled as it is', () => {
    expect(maturityOf(state.history, settings)).toEqual(maturityOf(alone, settings));
  });

  it('leaves the outlook and the decision as they are', () => {
    const [grown, fresh] = [outlookOf(settings, state.history), outlookOf(settings, alone)];
    expect(grown.atLeast).toEqual(fresh.atLeast);
    expect(grown.visited).toEqual(fresh.visited);
    expect(decide({ settings, history: afresh(state.history) })).toEqual(decide(state));
  });
});
