import { assessAdaptive } from './adaptive/assess.ts';
import type { Assessment } from './assessment.ts';
import type { History } from './history.ts';
import { instancesOf } from './instances.ts';
import type { ProbeSettings } from './settings.ts';

const byEvents = new WeakMap<History['events'], WeakMap<History['samples'], History>>();

/**
 * Without the seconds in which an instance ran that was not yet where it should be: whoever says "it is in the heavy scene now"
 * says that what was before was another.
 */
function sinceConfirmed(history: History): History {
  const confirmed = new Map(
    history.events.flatMap(({ event, t, instance }): [number, number][] =>
      event === 'confirm' && typeof instance === 'number' ? [[instance, t]] : [],
    ),
  );
  if (confirmed.size === 0) return history;
  const bySamples = byEvents.get(history.events) ?? new WeakMap<History['samples'], History>();
  byEvents.set(history.events, bySamples);
  const known = bySamples.get(history.samples);
  if (known) return known;
  const spells = instancesOf(history).flatMap(({ instance, launchedAt }) => {
    const until = confirmed.get(instance);
    return until === undefined ? [] : [{ from: launchedAt, until }];
  });
  const samples = history.samples.filter(
    ({ t }) => !spells.some(({ from, until }) => t > from && t <= until),
  );
  const result = { ...history, samples };
  bySamples.set(history.samples, result);
  return result;
}

/**
 * What is made of a run in which somebody moved n by hand: by the mathematics of `adaptive`, since a person dwells no more evenly than
 * it does. Null where that finds nothing that settled.
 */
export function assessByHand(settings: ProbeSettings, history: History): Assessment | null {
  const assessment = assessAdaptive(settings, sinceConfirmed(history), settings.cap);
  return assessment.levels.length === 0 && assessment.gaveOut === null ? null : assessment;
}
