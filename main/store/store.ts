import { Problem } from '../../shared/model/problem.ts';
import type { RunSummary } from '../../shared/model/runs.ts';
import type { Recording } from '../../shared/model/trace-text.ts';
import type { Sample, TraceEvent, TraceMeta } from '../../shared/model/trace.ts';
import type { Seconds } from '../../shared/model/units.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import { Baselines } from './baselines.ts';
import { countRuns, findRun } from './find-run.ts';
import { Labels, REMOVED, type RunLabel } from './labels.ts';
import type { SetAside } from './damaged.ts';
import { openDatabase, type Database, type Opened } from './database.ts';
import type { BoxReading } from './load-blocks.ts';
import { LoadTable } from './load-table.ts';
import { prune, type Pruning } from './prune.ts';
import { joinSample, verdictIn, type RunRow } from './rows.ts';
import { RunWriter } from './run-writer.ts';

/** One kept run, whole. The verdict is null for one that was cut off. */
export interface KeptRun {
  readonly summary: RunSummary;
  readonly recording: Recording;
  readonly verdict: Verdict | null;
}

/** One kept run without its readings: what of it is read at once, however long it was. */
export interface OutlinedRun {
  readonly summary: RunSummary;
  readonly meta: TraceMeta;
  readonly events: readonly TraceEvent[];
  /** Null for one that was cut off or goes on. */
  readonly verdict: Verdict | null;
}

/** A kept run without its samples and events, which can be hours long. */
export interface RunHeader {
  readonly summary: RunSummary;
  readonly meta: TraceMeta;
  readonly verdict: Verdict | null;
}

export interface NewRun {
  readonly run: string;
  readonly meta: TraceMeta;
  readonly tags: readonly string[];
  /** Who writes it, as `isAlive` will be asked later. */
  readonly owner: string;
  /** False for runs in virtual time: they can be had again, so no tick waits for the disk. */
  readonly durable: boolean;
}

/** A run from elsewhere. */
export interface WholeRun {
  readonly run: string;
  readonly meta: TraceMeta;
  readonly tags: readonly string[];
  readonly samples: readonly Sample[];
  readonly events: readonly TraceEvent[];
  readonly verdict: Verdict | null;
}

/** The kept runs of one data folder. */
export class Store {
  readonly baselines: Baselines;
  /** What was done with a damaged file that stood in this one's place; null where it was sound. */
  readonly setAside: SetAside | null;
  readonly #labels: Labels;
  readonly #database: Database;
  readonly #loads: LoadTable;

  constructor({ database, setAside }: Opened) {
    this.#database = database;
    this.setAside = setAside;
    this.baselines = new Baselines(database);
    this.#labels = new Labels(database);
    this.#loads = new LoadTable(database);
  }

  begin({ run, meta, tags, owner, durable }: NewRun): RunWriter {
    this.#database.pragma(`synchronous = ${durable ? 'FULL' : 'NORMAL'}`);
    const key = this.#database.transaction(() => this.#insert(run, meta, tags, owner))();
    return new RunWriter(this.#database, run, key);
  }

  /** Adds a run from elsewhere as a whole or not at all; without a verdict it is one that was cut off. */
  add({ run, meta, tags, samples, events, verdict }: WholeRun): void {
    this.#database.transaction(() => {
      // One that was removed, and not yet for good, is in nobody's way.
      this.#database.prepare(`DELETE FROM run WHERE id = ? AND key IN (${REMOVED})`).run(run);
      const writer = new RunWriter(this.#database, run, this.#insert(run, meta, tags, null));
      writer.append(samples, events);
      if (verdict) writer.finish(verdict);
      else this.#database.prepare("UPDATE run SET state = 'cut-off' WHERE id = ?").run(run);
    })();
  }

  /** Copies all runs into one file, while others may write. @throws Error of SQLite */
  async backup(file: string): Promise<void> {
    await this.#database.backup(file);
  }

  /** Removes old runs; see {@link prune}. @returns the ids of what was removed */
  prune(wanted: Pruning): string[] {
    return prune(this.#database, wanted);
  }

  #insert(run: string, meta: TraceMeta, tags: readonly string[], owner: string | null): number {
    const started = new Date(meta.startedAt ?? 0);
    const { lastInsertRowid } = this.#database
      .prepare("INSERT INTO run (id, started_at, state, owner, meta) VALUES (?, ?, 'running', ?, ?)")
      .run(
        run,
        Number.isNaN(started.getTime()) ? new Date(0).toISOString() : started.toISOString(),
        owner,
        JSON.stringify(meta),
      );
    this.#addTags(Number(lastInsertRowid), tags);
    return Number(lastInsertRowid);
  }

  /** Marks runs whose writer is gone as cut off. @param isAlive whether an owner still writes */
  markCutOff(isAlive: (owner: string) => boolean): void {
    const rows = this.#database.prepare("SELECT key, owner FROM run WHERE state = 'running'").all() as Pick<
      RunRow,
      'key' | 'owner'
    >[];
    const mark = this.#database.prepare(
      "UPDATE run SET state = 'cut-off', owner = NULL WHERE key = ? AND state = 'running'",
    );
    for (const { key, owner } of rows) {
      if (owner !== null && isAlive(owner)) continue;
      try {
        mark.run(key);
      } catch (error) {
        // On a full disk or a locked file it is marked later; to look at the runs nothing has to be written.
        if (!String((error as { code?: unknown }).code).startsWith('SQLITE_')) throw error;
      }
    }
  }

  /** All runs, the newest first. */
  list(): RunSummary[] {
    return this.#labels.list();
  }

  /**
   * The id that somebody means.
   * @param wanted an id, a unique beginning of one, or `last`
   * @throws Problem `run.unknown` or `run.ambiguous`
   */
  find(wanted: string): string {
    return findRun(this.#database, wanted).id;
  }

  /** A run without what it measured. @throws Problem `run.unknown` or `run.ambiguous` */
  header(wanted: string): RunHeader {
    const row = findRun(this.#database, wanted);
    return {
      summary: this.#labels.of(row, this.#tagsOf(row.key)),
      meta: JSON.parse(row.meta) as TraceMeta,
      verdict: verdictIn(row.verdict),
    };
  }

  /** The runs of one repeated probe, in the order in which they ran. @param group the first one's id */
  repeatsOf(group: string): string[] {
    const rows = this.#database
      .prepare(
        `SELECT id FROM run WHERE json_extract(meta, '$.repeat.group') = ? AND key NOT IN (${REMOVED}) ORDER BY key`,
      )
      .all(group) as { id: string }[];
    return rows.map(({ id }) => id);
  }

  /** @throws Problem `run.unknown` or `run.ambiguous` */
  read(wanted: string): KeptRun {
    const row = findRun(this.#database, wanted);
    const samples = this.#database
      .prepare('SELECT box, instances FROM sample WHERE run = ? ORDER BY t')
      .all(row.key) as { box: string; instances: string | null }[];
    const { summary, meta, events, verdict } = this.#outlineOf(row);
    const cutOff = row.state === 'cut-off';
    return {
      summary,
      recording: {
        meta,
        samples: samples.map(({ box, instances }) => joinSample(box, instances)),
        events,
        cutOff,
      },
      verdict,
    };
  }

  /** @throws Problem `run.unknown` or `run.ambiguous` */
  outline(wanted: string): OutlinedRun {
    return this.#outlineOf(findRun(this.#database, wanted));
  }

  /** How many samples a run has. @param run the whole id */
  countSamples(run: string): number {
    return this.#loads.count(findRun(this.#database, run).key);
  }

  /**
   * What is drawn of a run's samples.
   * @param run the whole id
   * @param after only those later than this
   */
  boxReadings(run: string, after: Seconds): BoxReading[] {
    const { key, state } = findRun(this.#database, run);
    return this.#loads.readings(key, after, state === 'running');
  }

  /**
   * What a run's samples say of the box, not of each instance: a hundredth of what is kept where many run.
   * @param run the whole id
   * @param after only those later than this
   * @param most no more than so many, the first of them; null for all
   */
  boxSamples(run: string, after: Seconds, most: number | null = null): Sample[] {
    const rows = this.#database
      .prepare('SELECT box FROM sample WHERE run = ? AND t > ? ORDER BY t LIMIT ?')
      .all(findRun(this.#database, run).key, after, most ?? -1) as { box: string }[];
    return rows.map(({ box }) => joinSample(box, null));
  }

  /** @throws Problem `run.unknown` or `run.ambiguous` */
  remove(wanted: string): void {
    this.#database.prepare('DELETE FROM run WHERE key = ?').run(findRun(this.#database, wanted).key);
  }

  /** Adds names to a run. @throws Problem `run.unknown` or `run.ambiguous` */
  tag(wanted: string, names: readonly string[]): void {
    const { key } = findRun(this.#database, wanted);
    this.#database.transaction(() => {
      this.#addTags(key, names);
    })();
  }

  /** Says something of a run. @throws Problem `run.unknown` or `run.ambiguous` */
  label(wanted: string, label: RunLabel): void {
    this.#labels.set(findRun(this.#database, wanted).key, label);
  }

  /** Takes a run away from everybody, until it is brought back or removed for good. @throws Problem `run.unknown` or `run.ambiguous` */
  hide(wanted: string, now: Date): void {
    this.#labels.hide(findRun(this.#database, wanted).key, now);
  }

  /** Brings back what was hidden. @param run the whole id @throws Problem `run.unknown` where it was removed for good */
  bringBack(run: string): void {
    const row = this.#database.prepare('SELECT key FROM run WHERE id = ?').get(run) as
      Pick<RunRow, 'key'> | undefined;
    if (!row) throw new Problem('run.unknown', { wanted: run, kept: countRuns(this.#database) });
    this.#labels.hide(row.key, null);
  }

  /** Removes for good what was hidden before a moment. @returns how many runs */
  purgeHidden(before: Date): number {
    return this.#labels.purge(before);
  }

  close(): void {
    this.#database.close();
  }

  #addTags(key: number, names: readonly string[]): void {
    const add = this.#database.prepare('INSERT OR IGNORE INTO tag (run, name) VALUES (?, ?)');
    for (const name of names) add.run(key, name);
  }

  #tagsOf(key: number): string[] {
    const rows = this.#database.prepare('SELECT name FROM tag WHERE run = ? ORDER BY name').all(key);
    return (rows as { name: string }[]).map(({ name }) => name);
  }

  #outlineOf(row: RunRow): OutlinedRun {
    const events = this.#database
      .prepare('SELECT line FROM event WHERE run = ? ORDER BY number')
      .all(row.key) as { line: string }[];
    return {
      summary: this.#labels.of(row, this.#tagsOf(row.key)),
      meta: JSON.parse(row.meta) as TraceMeta,
      events: events.map(({ line }) => JSON.parse(line) as TraceEvent),
      verdict: verdictIn(row.verdict),
    };
  }
}

/** Opens the runs of a data folder. @throws Problem `data.unwritable`, `data.newer` or `data.damaged` */
export function openStore(folder: string): Store {
  return new Store(openDatabase(folder));
}
