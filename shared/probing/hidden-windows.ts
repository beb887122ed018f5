import { resourceKey, type Resource } from '../model/resources.ts';
import type { Warning } from '../model/verdict.ts';
import type { BatchMeans } from '../stats/batch-means.ts';
import { cardCount, CardMap } from './cards.ts';
import type { History } from './history.ts';
import { instancesOf } from './instances.ts';
import type { LevelEstimate } from './levels.ts';
import { seriesOf, watchedResources } from './readings.ts';

/** A further copy that takes less than this share of the first ones, and by so many standard errors, renders less. */
const FALLS = { share: 0.8, errors: 3 };
/** What others do on the box may have been on or off all through a look: so many points. */
const OTHERS = 1.5;
/** A demand of fewer points is lost in what else a card does. */
const LEAST_DEMAND = 1.5;
/** Near saturation every further copy takes less. */
const NEARLY_FULL = 92;
/** Readings at other clocks are other work: a clock is known where this share of a level's samples tells it. */
const CLOCK_TOLD = 0.5;

interface Looked {
  readonly n: number;
  /** Copies that load this card. */
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
  /** Percent of the highest; null where it was not told. */
  readonly clock: number | null;
}

/** The mean clock of a card while so many ran settled. */
function clockAt({ samples }: History, { n, from, to }: LevelEstimate, index: number | null): number | null {
  const own = samples.filter((sample) => sample.n === n && sample.t > from && sample.t <= to);
  const clocks = own.flatMap(({ clock }) => clock?.[index ?? 0] ?? []);
  if (clocks.length < CLOCK_TOLD * own.length || clocks.length === 0) return null;
  return clocks.reduce((sum, clock) => sum + clock, 0) / clocks.length;
}

function variance({ error }: BatchMeans): number {
  return error ** 2 + OTHERS ** 2;
}

/** What one copy took of a card when there were few, and what each further one took. */
function demands(levels: readonly Looked[]) {
  const idle = levels.find(({ count }) => count === 0);
  const busy = levels.filter(({ count, mean }) => count > 0 && mean < NEARLY_FULL);
  const [first, last] = [busy[0], busy.at(-1)];
  if (!idle || !first || !last || last.count < first.count + 2) return null;
  // The work that is done is load times clock, wherever clocks are told.
  const told = [idle, first, last].every(({ clock }) => clock !== null);
  const most = Math.max(...[first, last].map(({ clock }) => clock ?? 0));
  const work = ({ mean, clock }: Looked) =>
    told && clock !== null && most > 0 ? (mean * clock) / most : mean;
  const further = last.count - first.count;
  const early = (work(first) - work(idle)) / first.count;
  const late = (work(last) - work(first)) / further;
  const error = Math.sqrt(
    first.variance * (1 / first.count + 1 / further) ** 2 +
      idle.variance / first.count ** 2 +
      last.variance / further ** 2,
  );
  return { first, last, early, late, error, told };
}

/**
 * A demand of each copy that falls as copies are added: windows that are covered or minimised render less, in some programs. The
 * capacity is then that of copies which nobody sees. Judged on cards where they are read, else on the CPU; below saturation; and on
 * the work that is done where clocks are told, because a clock that rises with load looks the same.
 * @param levels those that held, settled, by n
 */
export function hiddenWindows(
  history: History,
  baseline: LevelEstimate | null,
  levels: readonly LevelEstimate[],
): Warning[] {
  if (!baseline) return [];
  const watched = watchedResources(history);
  const cards = watched.filter(
    (resource) =>
      resource.resource === 'gpu' && seriesOf(history.samples, resource).some((load) => load > LEAST_DEMAND),
  );
  const judged: readonly Resource[] =
    cards.length > 0 ? cards : watched.filter(({ resource }) => resource === 'cpu');
  const places = new CardMap(instancesOf(history), cardCount(watched));
  return judged.flatMap((resource): Warning[] => {
    const { index } = resource;
    const looked = [baseline, ...levels.filter(({ n }) => n > 0)].flatMap((level): Looked[] => {
      const load = level.loads.get(resourceKey(resource));
      if (!load) return [];
      const clock = index === null ? null : clockAt(history, level, index);
      const count = places.count(level.n, resource);
      return [{ n: level.n, count, mean: load.mean, variance: variance(load), clock }];
    });
    const found = demands(looked);
    if (!found || found.early < LEAST_DEMAND) return [];
    const { early, late, error, first, last, told } = found;
    if (late >= FALLS.share * early || early - late < FALLS.errors * error) return [];
    const data = {
      ...resource,
      first: { n: first.n, demand: early },
      last: { n: last.n, demand: late },
      clocks: told,
    };
    return [{ code: 'hidden-windows', text: '', data }];
  });
}
