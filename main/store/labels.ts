import type { RunSummary } from '../../shared/model/runs.ts';
import type { Database } from './database.ts';
import { summaryOf, type RunRow } from './rows.ts';

/** What somebody says of a run; what is left out stays as it is. */
export interface RunLabel {
  /** Null for the name that the run brought along. */
  readonly name?: string | null;
  readonly note?: string;
  /** Retention leaves it alone. */
  readonly pinned?: boolean;
  /** All of its tags. */
  readonly tags?: readonly string[];
}

interface ListedRow {
  readonly key: number;
  readonly state: RunRow['state'];
  readonly summary: string | null;
  readonly name: string | null;
  readonly note: string | null;
  readonly pinned: number | null;
}

/** Which runs are not there for anybody: removed, and not yet for good. */
export const REMOVED = 'SELECT run FROM label WHERE removed_at IS NOT NULL';

/**
 * What the list of runs needs, in a table of small rows: a run's own row holds its plan and its verdict, and ten thousand of
 * those are too much to read for a list.
 */
export class Labels {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  set(key: number, { name, note, pinned, tags }: RunLabel): void {
    this.#database.transaction(() => {
      this.#ensure(key);
      const put = (column: 'name' | 'note' | 'pinned', value: string | number | null) =>
        this.#database.prepare(`UPDATE label SET ${column} = ? WHERE run = ?`).run(value, key);
      if (name !== undefined) put('name', name);
      if (note !== undefined) put('note', note);
      if (pinned !== undefined) put('pinned', Number(pinned));
      if (tags === undefined) return;
      this.#database.prepare('DELETE FROM tag WHERE run = ?').run(key);
      const add = this.#database.prepare('INSERT OR IGNORE INTO tag (run, name) VALUES (?, ?)');
      for (const tag of tags) add.run(key, tag);
    })();
  }

  /** Hides a run from everybody, or shows it again. @param at null to show it */
  hide(key: number, at: Date | null): void {
    this.#ensure(key);
    this.#database
      .prepare('UPDATE label SET removed_at = ? WHERE run = ?')
      .run(at?.toISOString() ?? null, key);
  }

  /** Removes for good what was hidden before a moment. @returns how many runs */
  purge(before: Date): number {
    return this.#database
      .prepare('DELETE FROM run WHERE key IN (SELECT run FROM label WHERE removed_at < ?)')
      .run(before.toISOString()).changes;
  }

  /** All runs, the newest first. What a run's row says is read once, and then kept beside. */
  list(): RunSummary[] {
    const rows = this.#database
      .prepare(
        `SELECT run.key, run.state, label.summary, label.name, label.note, label.pinned
         FROM run LEFT JOIN label ON label.run = run.key
         WHERE label.removed_at IS NULL ORDER BY run.started_at DESC, run.key DESC`,
      )
      .all() as ListedRow[];
    const tags = this.#database.prepare('SELECT run, name FROM tag ORDER BY name').all() as {
      run: number;
      name: string;
    }[];
    const byRun = Map.groupBy(tags, ({ run }) => run);
    return rows.map((row) => {
      const named = (byRun.get(row.key) ?? []).map(({ name }) => name);
      const told = row.summary === null ? this.#summary(row.key) : (JSON.parse(row.summary) as RunSummary);
      return labelled({ ...told, state: row.state, tags: named }, row);
    });
  }

  /** One run's summary with what was said of it. */
  of(row: RunRow, tags: readonly string[]): RunSummary {
    const said = this.#database.prepare('SELECT name, note, pinned FROM label WHERE run = ?').get(row.key);
    return labelled(summaryOf(row, tags), said as Parameters<typeof labelled>[1] | undefined);
  }

  #summary(key: number): RunSummary {
    const row = this.#database.prepare('SELECT * FROM run WHERE key = ?').get(key) as RunRow;
    const summary = summaryOf(row, []);
    // What still changes is not kept. On a full disk or a locked file it is kept later: to look at the runs nothing has to be written.
    if (row.state !== 'running')
      try {
        this.#ensure(key);
        this.#database
          .prepare('UPDATE label SET summary = ? WHERE run = ?')
          .run(JSON.stringify(summary), key);
      } catch (error) {
        if (!String((error as { code?: unknown }).code).startsWith('SQLITE_')) throw error;
      }
    return summary;
  }

  #ensure(key: number): void {
    this.#database.prepare('INSERT OR IGNORE INTO label (run) VALUES (?)').run(key);
  }
}

function labelled(
  summary: RunSummary,
  said: { name: string | null; note: string | null; pinned: number | null } | undefined,
): RunSummary {
  const { name, note, pinned } = said ?? { name: null, note: null, pinned: null };
  return { ...summary, name: name ?? summary.name, note: note ?? '', pinned: pinned === 1 };
}
