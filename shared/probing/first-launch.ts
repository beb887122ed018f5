import type { Warning } from '../model/verdict.ts';
import { median } from '../stats/descriptive.ts';
import type { History } from './history.ts';
import { instancesOf } from './instances.ts';

/** With fewer others one cannot tell what is usual. */
const FEWEST_OTHERS = 2;
/** A first start is remarkable where it takes half as long again as the others, and these seconds more. */
const LONGER = 1.5;
const SECONDS_MORE = 2;

/**
 * A first start that took longer than the later ones: the program came from disk, shaders were compiled, a virus scanner read it. Which
 * of them it was cannot be seen from here.
 */
export function firstLaunchWarnings(history: History): Warning[] {
  const [first = null, ...later] = instancesOf(history).map(({ launchedAt, readyAt }) =>
    readyAt === null ? null : readyAt - launchedAt,
  );
  const others = later.filter((seconds) => seconds !== null);
  if (first === null || others.length < FEWEST_OTHERS) return [];
  const usual = median(others);
  return first > LONGER * usual && first > usual + SECONDS_MORE
    ? [{ code: 'first-launch-slow', text: '', data: { first, others: usual, count: others.length } }]
    : [];
}
