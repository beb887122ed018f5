import { outlookOf } from './adaptive/outlook.ts';
import { range } from './capacity.ts';
import { assess, type ProbeState } from './controller.ts';
import { assessSteady } from './steady-assessment.ts';

/** A line through fewer levels than this points anywhere. */
const FEWEST_LEVELS = 2;

/**
 * Where the knee is expected by what was measured so far: the shortest range of n that holds 95 %, its upper end null
 * where it lies at the cap or beyond. Null while too little is known.
 */
export function predictedRange(state: ProbeState): readonly [number, number | null] | null {
  const { settings, history } = state;
  const { levels, atLeast } = assess(state);
  if (levels.length < FEWEST_LEVELS) return null;
  const toTheCap =
    settings.method === 'adaptive'
      ? outlookOf(settings, history).atLeast
      : atLeast.length > settings.cap
        ? atLeast
        : assessSteady(settings, history, settings.cap).atLeast;
  const [low, high] = range(toTheCap);
  return [low, high >= settings.cap ? null : high];
}
