import type { Resource } from '../../model/resources.ts';
import type { Seconds } from '../../model/units.ts';
import type { Stretch } from '../stretches.ts';
import { after, frameColumnsOf, meanOf } from './columns.ts';
import { countIn, learnMemory, type MemoryLearned, type Signs } from './loaded-memory.ts';
import type { MatureStretch } from './maturity.ts';

/** Of two copies on one card, one that makes fewer frames than this share of the other's has not begun. */
export const BEGUN = 0.7;
/**
 * Memory per instance below this share of what it later is: that instance had not finished loading. Caches that fill for
 * minutes afterwards make up less.
 */
const FINISHED = 0.65;

const framesKnown = new WeakMap<Stretch['samples'], Map<Seconds, number | null>>();

/** Mean frame rate in a settled stretch; null where it is not told. */
function framesIn({ stretch, settledFrom }: MatureStretch): number | null {
  if (settledFrom === null || stretch.n === 0) return null;
  const known = framesKnown.get(stretch.samples) ?? new Map<Seconds, number | null>();
  framesKnown.set(stretch.samples, known);
  const before = known.get(settledFrom);
  if (before !== undefined) return before;
  const means = [...frameColumnsOf(stretch).values()].flatMap(
    (column) => meanOf(after(column, settledFrom)) ?? [],
  );
  const mean = means.length === 0 ? null : means.reduce((sum, one) => sum + one, 0) / means.length;
  known.set(settledFrom, mean);
  return mean;
}

/** What an instance takes of a resource in a settled stretch, in points; null where that is not known. */
function loadEach(
  mature: MatureStretch,
  idle: Stretch | undefined,
  resource: Resource,
  signs: Signs,
): number | null {
  const { stretch, settledFrom } = mature;
  const count = countIn(stretch, resource, signs);
  if (settledFrom === null || count === 0 || !idle) return null;
  const base = meanOf(signs.sight(idle, resource));
  const now = meanOf(after(signs.sight(stretch, resource), settledFrom));
  return base === null || now === null ? null : (now - base) / count;
}

/** Points by which loads must differ to be told apart from noise, and by which to be more than bursts of other work. */
const CLEARLY = 3;
const FAR_MORE = 15;

/** The same where it was looked at for so long that bursts come and go: their mean is less. */
const CLEARLY_MORE = 8;
const LONG: Seconds = 40;
const isLong = ({ stretch, settledFrom }: MatureStretch) => stretch.to - (settledFrom ?? stretch.to) >= LONG;

/**
 * Whether instances took too little of a load to have begun: less than half each of what as many or more took later, for more
 * copies never take so much more each; or far less all together than as few or fewer did, for no copy makes room by being there;
 * or, where one more takes more than two of those before it, less than as many will.
 */
function tookTooLittle(
  mature: MatureStretch,
  later: readonly MatureStretch[],
  idle: Stretch | undefined,
  resource: Resource,
  signs: Signs,
): boolean {
  const count = countIn(mature.stretch, resource, signs);
  const each = loadEach(mature, idle, resource, signs);
  if (each === null) return false;
  return later.some((one) => {
    const then = loadEach(one, idle, resource, signs);
    if (then === null) return false;
    const others = countIn(one.stretch, resource, signs);
    const [all, allThen] = [count * each, others * then];
    return (
      (one.stretch.n >= mature.stretch.n && each < 0.5 * then && (then - each) * count > CLEARLY) ||
      (others <= count && allThen - all > FAR_MORE && all < 0.85 * allThen) ||
      (others > count &&
        allThen - all > 2 * each * (others - count) &&
        allThen - all - each * (others - count) > (isLong(one) ? CLEARLY_MORE : FAR_MORE))
    );
  });
}

/**
 * Whether a stretch that was taken for settled turned out not to have been: its instances took much less memory than
 * later ones did, or made far fewer frames than as many or more instances did later.
 */
export function turnedOutUnfinished(
  mature: MatureStretch,
  later: readonly MatureStretch[],
  { idle, memory }: { readonly idle: Stretch | undefined; readonly memory: MemoryLearned },
  signs: Signs,
): boolean {
  if (mature.settledFrom === null || mature.stretch.n === 0) return false;
  const slow = framesIn(mature);
  if (
    slow !== null &&
    later.some((one) => one.stretch.n >= mature.stretch.n && slow < BEGUN * (framesIn(one) ?? 0))
  )
    return true;
  if (signs.loads.some((resource) => tookTooLittle(mature, later, idle, resource, signs))) return true;
  return [...learnMemory(idle, mature, signs)].some(([resource, { each }]) => {
    const known = memory.get(resource);
    const exact = signs.exactness(resource) / Math.max(1, countIn(mature.stretch, resource, signs));
    return known !== undefined && known.each >= 0.6 && each + exact < FINISHED * known.each;
  });
}
