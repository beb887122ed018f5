import type { Seconds } from '../../shared/model/units.ts';

/** So many cells stand in memory at most; then two ticks become one. */
const MOST_CELLS = 1_000_000;
/** And so many of one series: each becomes a sample, and deciding goes through them many times. */
const MOST_TICKS = 200_000;

/** How readings of one tick are joined: a load is their mean, a count their largest. */
export type Joining = 'mean' | 'largest';

interface Cell {
  value: number;
  count: number;
}

/** Readings that stand behind later ones of the same name: how often, and the first and the last. */
export interface Disorder {
  readonly count: number;
  readonly first: Behind;
  readonly last: Behind;
}

interface Behind {
  readonly t: Seconds;
  /** The latest before it. */
  readonly after: Seconds;
}

interface Series {
  readonly joining: Joining;
  latest: Seconds;
  cells: Map<number, Cell>;
}

function join(cell: Cell, { value, count }: Cell, joining: Joining): void {
  cell.value = joining === 'mean' ? cell.value + value : Math.max(cell.value, value);
  cell.count += count;
}

/**
 * Readings in ticks. It holds a bounded number of them, whatever is put in: when there are too many, the ticks become twice as
 * long, so that a recording of a month is one of longer ticks.
 */
export class Timeline {
  readonly #series = new Map<string, Series>();
  #tick: Seconds = 1;
  #cells = 0;
  #disorder: Disorder | null = null;

  /** Whether readings stood out of order; null where none did. */
  get disorder(): Disorder | null {
    return this.#disorder;
  }

  get tick(): Seconds {
    return this.#tick;
  }

  /** The names of what was read, in the order in which it came. */
  get names(): string[] {
    return [...this.#series.keys()];
  }

  add(name: string, t: Seconds, value: number, joining: Joining = 'mean'): void {
    if (!Number.isFinite(t) || !Number.isFinite(value) || Math.abs(t) > Number.MAX_SAFE_INTEGER) return;
    let series = this.#series.get(name);
    if (!series) this.#series.set(name, (series = { joining, latest: t, cells: new Map() }));
    const at = Math.floor(t / this.#tick);
    this.#follow(series, t);
    const cell = series.cells.get(at);
    if (cell) {
      join(cell, { value, count: 1 }, joining);
      return;
    }
    series.cells.set(at, { value, count: 1 });
    this.#cells += 1;
    while (this.#cells > MOST_CELLS || series.cells.size > MOST_TICKS) this.coarsen(this.#tick * 2);
  }

  /** Within half a tick order means nothing: a frame may be told a little after the next one. */
  #follow(series: Series, t: Seconds): void {
    const { latest } = series;
    series.latest = Math.max(latest, t);
    const isBehind =
      latest - t >= this.#tick / 2 && Math.floor(latest / this.#tick) > Math.floor(t / this.#tick);
    // A row tells several readings of one time.
    if (!isBehind || this.#disorder?.last.t === t) return;
    const last = { t, after: latest };
    const { count = 0, first = last } = this.#disorder ?? {};
    this.#disorder = { count: count + 1, first, last };
  }

  /** Makes the ticks a multiple of what they are. */
  coarsen(tick: Seconds): void {
    const factor = tick / this.#tick;
    this.#tick = tick;
    this.#cells = 0;
    for (const series of this.#series.values()) {
      const cells = new Map<number, Cell>();
      for (const [at, cell] of series.cells) {
        const place = Math.floor(at / factor);
        const known = cells.get(place);
        if (known) join(known, cell, series.joining);
        else cells.set(place, cell);
      }
      series.cells = cells;
      this.#cells += cells.size;
    }
  }

  /** What was read in a tick; null where nothing was. */
  at(name: string, place: number): number | null {
    const series = this.#series.get(name);
    const cell = series?.cells.get(place);
    if (!series || !cell) return null;
    return series.joining === 'mean' ? cell.value / cell.count : cell.value;
  }

  /** The ticks in which anything was read, in their order. */
  places(): number[] {
    const all = new Set<number>();
    for (const { cells } of this.#series.values()) for (const at of cells.keys()) all.add(at);
    return [...all].toSorted((a, b) => a - b);
  }
}
