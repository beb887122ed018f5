import type { Language } from '../locale/language.ts';
import { messages } from '../locale/messages.ts';
import { resourceName } from '../locale/resource-name.ts';
import { cardCount, intervalOf } from '../model/level-loads.ts';
import type { Resource } from '../model/resources.ts';
import type { LevelVerdict, Verdict } from '../model/verdict.ts';

/** The last level that held, and the first beyond it, of those that something was read of. */
function aroundCapacity(levels: readonly LevelVerdict[], capacity: number): LevelVerdict[] {
  const below = levels.filter(({ n }) => n <= capacity).toSorted((a, b) => b.n - a.n);
  const above = levels.filter(({ n }) => n > capacity).toSorted((a, b) => a.n - b.n);
  return [...below.slice(0, 1), ...above.slice(0, 1)];
}

function seenAt(level: LevelVerdict, resource: Resource) {
  const load = intervalOf(level, resource);
  return load && { n: level.n, ...load, samples: level.samples };
}

/** Of the watched resources the one that came closest to its limit at the highest level. */
function fullest({ levels, resources }: Verdict) {
  const highest = levels.toSorted((a, b) => b.n - a.n)[0];
  if (!highest) return null;
  const [first] = resources
    .flatMap((resource) => {
      const level = seenAt(highest, resource);
      return level ? [{ resource, level, share: level.mean / resource.limit }] : [];
    })
    .toSorted((a, b) => b.share - a.share);
  return first ?? null;
}

/** Which readings decided, in a sentence; null where there are none to name. */
export function decidedBy(verdict: Verdict, language: Language): string | null {
  const { explaining } = messages(language);
  const { capacity, limitedBy, levels } = verdict;
  if (capacity === null || !limitedBy) return null;
  const name = ({ resource, index }: Resource) => resourceName(resource, index, cardCount(verdict), language);
  const { resource, index, reason } = limitedBy;
  if (reason === 'frames') {
    const told = aroundCapacity(
      levels.filter(({ fps }) => typeof fps?.worst === 'number'),
      capacity,
    ).map(({ n, fps }) => ({ n, worst: fps?.worst ?? 0 }));
    const floor = verdict.frameFloor ?? null;
    return told.length === 0 || floor === null ? null : explaining.decidedByFrames({ levels: told, floor });
  }
  if (reason === 'cap' || reason === 'budget') {
    const found = fullest(verdict);
    return (
      found && explaining.fullest({ ...found, resource: name(found.resource), limit: found.resource.limit })
    );
  }
  if (resource === null) return null;
  const watched = { resource, index };
  const told = aroundCapacity(
    levels.filter((level) => intervalOf(level, watched)),
    capacity,
  ).flatMap((level) => seenAt(level, watched) ?? []);
  if (told.length === 0) return null;
  const ran = levels.some(({ n }) => n === capacity + 1);
  return explaining.decidedBy({ resource: name(watched), levels: told, notRun: ran ? null : capacity + 1 });
}

/** What would change the answer, in a sentence; null where no limit would. */
export function whatWouldChange(verdict: Verdict, language: Language): string | null {
  const changes = verdict.wouldChange ?? [];
  if (changes.length === 0) return null;
  const index = verdict.limitedBy?.index ?? null;
  // A limit is for all cards of a kind, so no card is named.
  const name = (resource: Resource['resource']) =>
    resourceName(resource, index === null ? null : 0, 1, language);
  return messages(language).explaining.wouldChange({
    changes: changes.map(({ limit, ...change }) => ({
      ...change,
      resource: limit === 'fpsFloor' ? null : name(limit),
    })),
  });
}
