/** A kind of box that there is or that can be had. */
export interface BoxKind {
  readonly name: string;
  /** Its knee: instances it carries; at least 1. */
  readonly capacity: number;
  /** Per box and hour, in whatever currency; null where it was not named. */
  readonly pricePerHour: number | null;
  /** How many can be had; null for as many as needed. */
  readonly available: number | null;
}

export interface BoxCount {
  readonly name: string;
  readonly count: number;
}

export interface BoxChoice {
  readonly boxes: readonly BoxCount[];
  readonly places: number;
  /** What is left when so many of the largest boxes fail. */
  readonly placesWithoutSpare: number;
  readonly total: number;
  /** Of all boxes together; null where a chosen box has no price. */
  readonly costPerHour: number | null;
}

interface Best {
  readonly cost: number;
  readonly counts: readonly number[];
}

/** Cheaper is better; of the same cost, what has fewer boxes. */
const EXACT = 1e-9;

/**
 * The cheapest boxes that have so many places even when `spare` of the largest of them fail; without prices the fewest
 * boxes. Null where there are not enough boxes. The kinds are taken as the largest in turn, and for each the rest is a
 * bounded knapsack over places, so that the answer is the best there is. O(kinds² × places × log boxes).
 * @example chooseBoxes([{ name: 'A', capacity: 7, pricePerHour: null, available: null }], 16, 1) // 4: three and a spare
 */
export function chooseBoxes(kinds: readonly BoxKind[], places: number, spare: number): BoxChoice | null {
  const priced = kinds.length > 0 && kinds.every(({ pricePerHour }) => pricePerHour !== null);
  const costOf = ({ pricePerHour }: BoxKind) => (priced ? (pricePerHour ?? 0) : 1);
  const found = kinds.flatMap((largest, at): Best[] => {
    // The largest that is chosen fails first: these boxes bring nothing, so they are put in beforehand.
    if (largest.available !== null && largest.available < spare) return [];
    const eligible = kinds.map((kind) => kind.capacity <= largest.capacity);
    const best = cheapest(kinds, eligible, places, costOf, at, spare);
    return best ? [best] : [];
  });
  const best = found.reduce<Best | null>((least, one) => (least && !better(one, least) ? least : one), null);
  return best && told(kinds, best.counts, spare);
}

const boxesIn = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

function better(one: Best, other: Best): boolean {
  if (Math.abs(one.cost - other.cost) > EXACT * Math.max(1, Math.abs(other.cost)))
    return one.cost < other.cost;
  return boxesIn(one.counts) < boxesIn(other.counts);
}

/** Powers of two that add up to any number to `most`: a bounded knapsack as one of few items. */
function portions(most: number): number[] {
  const parts: number[] = [];
  for (let part = 1, left = most; left > 0; part *= 2) {
    parts.push(Math.min(part, left));
    left -= part;
  }
  return parts;
}

function cheapest(
  kinds: readonly BoxKind[],
  eligible: readonly boolean[],
  places: number,
  costOf: (kind: BoxKind) => number,
  spareKind: number,
  spare: number,
): Best | null {
  const start = kinds.map((_, at) => (at === spareKind ? spare : 0));
  const spareCost = spare * costOf(kinds[spareKind] as BoxKind);
  let table: (Best | null)[] = [{ cost: spareCost, counts: start }];
  for (let need = 1; need <= places; need++) table.push(null);
  for (const [at, kind] of kinds.entries()) {
    if (!eligible[at] || kind.capacity < 1) continue;
    const enough = Math.ceil(places / kind.capacity);
    const left = kind.available === null ? enough : kind.available - (start[at] ?? 0);
    for (const part of portions(Math.min(enough, Math.max(0, left)))) {
      const before = table;
      table = before.map((keep, need) => {
        const from = before[Math.max(0, need - part * kind.capacity)];
        if (!from || need === 0) return keep;
        const cost = from.cost + part * costOf(kind);
        const taken: Best = { cost, counts: from.counts.with(at, (from.counts[at] ?? 0) + part) };
        return keep && !better(taken, keep) ? keep : taken;
      });
    }
  }
  return table[places] ?? null;
}

function told(kinds: readonly BoxKind[], counts: readonly number[], spare: number): BoxChoice {
  const chosen = kinds.flatMap((kind, at) => (counts[at] ? [{ kind, count: counts[at] }] : []));
  const places = chosen.reduce((sum, { kind, count }) => sum + kind.capacity * count, 0);
  return {
    boxes: chosen.map(({ kind, count }) => ({ name: kind.name, count })),
    places,
    placesWithoutSpare: placesAfterFailures(
      chosen.map(({ kind, count }) => ({ capacity: kind.capacity, count })),
      spare,
    ),
    total: boxesIn(counts),
    costPerHour: chosen.some(({ kind }) => kind.pricePerHour === null)
      ? null
      : chosen.reduce((sum, { kind, count }) => sum + (kind.pricePerHour ?? 0) * count, 0),
  };
}

/** What is left when so many boxes fail, the largest first. */
export function placesAfterFailures(
  boxes: readonly { readonly capacity: number; readonly count: number }[],
  failures: number,
): number {
  let left = failures;
  return boxes
    .toSorted((a, b) => b.capacity - a.capacity)
    .reduce((sum, { capacity, count }) => {
      const failed = Math.min(count, left);
      left -= failed;
      return sum + capacity * (count - failed);
    }, 0);
}
