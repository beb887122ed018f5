import type { Sample } from '../../shared/model/trace.ts';
import type { Seconds } from '../../shared/model/units.ts';
import type { Database } from './database.ts';
import { BLOCK_SAMPLES, boxReading, decodeBlock, encodeBlock, type BoxReading } from './load-blocks.ts';
import { joinSample } from './rows.ts';

/** What of a run in progress is not yet in a block. */
export interface Unblocked {
  readonly readings: readonly BoxReading[];
  /** The time of the last sample so far. */
  readonly last: Seconds;
}

export const NOTHING_BLOCKED: Unblocked = { readings: [], last: Number.NEGATIVE_INFINITY };

/**
 * What is drawn of a run, kept beside its lines so that hours of it are there at once. It says nothing that the lines don't say: what
 * is missing here is read from them, and made anew.
 */
export class LoadTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Adds samples as they come, in the transaction that keeps their lines.
   * @returns what waits for its block; null where times went back: then only the lines, which are sorted, know the order
   */
  append(key: number, before: Unblocked | null, samples: readonly Sample[]): Unblocked | null {
    if (before === null) return null;
    const readings = [...before.readings];
    let { last } = before;
    for (const sample of samples) {
      if (!(sample.t > last)) {
        this.forget(key);
        return null;
      }
      last = sample.t;
      readings.push(boxReading(sample));
      if (readings.length === BLOCK_SAMPLES) this.#add(key, readings.splice(0));
    }
    return { readings, last };
  }

  forget(key: number): void {
    this.#database.prepare('DELETE FROM load_block WHERE run = ?').run(key);
  }

  /**
   * @param after only those later than this; below 0 for all
   * @param isWritten whether the run is still written: then its writer makes the blocks
   */
  readings(key: number, after: Seconds, isWritten: boolean): BoxReading[] {
    const blocks = this.#database
      .prepare('SELECT readings FROM load_block WHERE run = ? AND last > ? ORDER BY last')
      .all(key, after) as { readings: Buffer }[];
    const known = blocks.flatMap(({ readings }) => decodeBlock(readings)).filter(({ t }) => t > after);
    const rows = this.#database
      .prepare('SELECT box FROM sample WHERE run = ? AND t > ? ORDER BY t')
      .all(key, known.at(-1)?.t ?? after) as { box: string }[];
    const rest = rows.map(({ box }) => boxReading(joinSample(box, null)));
    // Only where it was read from the start: blocks must not leave anything out.
    if (!isWritten && after < 0 && rest.length >= BLOCK_SAMPLES) this.#rebuild(key, rest);
    return known.concat(rest);
  }

  /** How many samples a run has. */
  count(key: number): number {
    const { blocked, last } = this.#database
      .prepare('SELECT coalesce(sum(samples), 0) AS blocked, max(last) AS last FROM load_block WHERE run = ?')
      .get(key) as { blocked: number; last: number | null };
    const { more } = this.#database
      .prepare('SELECT count(*) AS more FROM sample WHERE run = ? AND t > ?')
      .get(key, last ?? Number.NEGATIVE_INFINITY) as { more: number };
    return blocked + more;
  }

  #add(key: number, readings: readonly BoxReading[]): void {
    const last = readings.at(-1)?.t ?? 0;
    this.#database
      .prepare('INSERT OR REPLACE INTO load_block (run, last, samples, readings) VALUES (?, ?, ?, ?)')
      .run(key, last, readings.length, encodeBlock(readings));
  }

  /** For runs of an older version or from elsewhere. What cannot be written now is read from the lines the next time too. */
  #rebuild(key: number, readings: readonly BoxReading[]): void {
    try {
      this.#database
        .transaction(() => {
          for (let at = 0; at + BLOCK_SAMPLES <= readings.length; at += BLOCK_SAMPLES)
            this.#add(key, readings.slice(at, at + BLOCK_SAMPLES));
        })
        .immediate();
    } catch (error) {
      if (!String((error as { code?: unknown }).code).startsWith('SQLITE_')) throw error;
    }
  }
}
