import type { Database } from './database.ts';
import { REMOVED } from './labels.ts';

/** A run that builds of one program on one box are held against. */
export interface Baseline {
  readonly name: string;
  /** The program's file name without folders; empty where a box launches by itself. */
  readonly executable: string;
  /** The box, as `boxKey` of shared/probing/compare names it. */
  readonly box: string;
  readonly run: string;
  readonly setAt: string;
}

interface Row {
  readonly name: string;
  readonly executable: string;
  readonly box: string;
  readonly id: string;
  readonly set_at: string;
}

/** The named baselines of a data folder. They go with their run, and are moved by {@link set} alone. */
export class Baselines {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** All of them, by name, the one set last first among those of one name. */
  list(): Baseline[] {
    const rows = this.#database
      .prepare(
        `SELECT name, executable, box, run.id, set_at FROM baseline JOIN run ON run.key = baseline.run WHERE run.key NOT IN (${REMOVED}) ORDER BY name, set_at DESC`,
      )
      .all() as Row[];
    return rows.map(({ id, set_at, ...row }) => ({ ...row, run: id, setAt: set_at }));
  }

  /** @returns the run that it was before, null where it is new */
  set({ name, executable, box, run, setAt }: Baseline): string | null {
    const before = this.list().find(
      (one) => one.name === name && one.executable === executable && one.box === box,
    );
    this.#database
      .prepare(
        `INSERT INTO baseline (name, executable, box, run, set_at)
         VALUES (@name, @executable, @box, (SELECT key FROM run WHERE id = @run), @setAt)
         ON CONFLICT (name, executable, box) DO UPDATE SET run = excluded.run, set_at = excluded.set_at`,
      )
      .run({ name, executable, box, run, setAt });
    return before?.run ?? null;
  }
}
