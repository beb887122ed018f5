import type { Seconds } from '../model/units.ts';
import type { Ending } from './action.ts';
import type { Assessment } from './assessment.ts';
import { failuresOf } from './failures.ts';
import type { History } from './history.ts';
import { instancesOf, type InstanceLife } from './instances.ts';
import { watchedResources } from './readings.ts';

/** An instance that ends sooner than this did not run at all. */
const AT_ONCE: Seconds = 10;

/** Why a run cannot be trusted. Faces have a sentence for each. */
export type InvalidReason =
  'interrupted' | 'box-failed' | 'exits-at-once' | 'single-instance' | 'no-readings' | 'nothing-measured';

function endedAtOnce({ exit, launchedAt, readyAt }: InstanceLife): boolean {
  return exit !== null && exit.at - launchedAt < AT_ONCE && (readyAt === null || exit.at - readyAt < AT_ONCE);
}

/** Two failures of the second copy with exit code 0: it found the first one and went. */
function allowsOneCopy(history: History): boolean {
  const seconds = failuresOf(history).filter(
    ({ life, at }) => at === 2 && life.exit?.reason === 'exited' && endedAtOnce(life),
  );
  return seconds.length >= 2;
}

/** Nothing ever ran: every instance ended by itself at once. */
function neverRan(history: History): boolean {
  const lives = instancesOf(history);
  return (
    lives.length > 0 &&
    lives.every(
      (life) => endedAtOnce(life) && life.exit?.reason !== 'out-of-memory' && life.exit?.reason !== 'stopped',
    )
  );
}

/** Every copy ended by itself with exit code 0, and never ran beside another: its work was done, and no box was too small. */
function onlyEnded(history: History): boolean {
  const lives = instancesOf(history);
  const alone = failuresOf(history).filter(({ life, at }) => at === 1 && life.exit?.reason === 'exited');
  return alone.length >= 2 && alone.length === lives.length;
}

/** The reason why nothing can be said, or null where a capacity can be. */
export function invalidReason(
  history: History,
  ending: Ending,
  assessment: Assessment,
): InvalidReason | null {
  if (ending.by === 'interrupted') return 'interrupted';
  if (ending.by === 'box') return 'box-failed';
  if (neverRan(history) || onlyEnded(history)) return 'exits-at-once';
  if (allowsOneCopy(history)) return 'single-instance';
  const frames = assessment.levels.some(({ frames: rates }) => rates.size > 0);
  if (watchedResources(history).length === 0 && !frames) return 'no-readings';
  if (assessment.levels.length === 0 && assessment.gaveOut === null) return 'nothing-measured';
  return null;
}
