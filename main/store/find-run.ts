import { Problem } from '../../shared/model/problem.ts';
import type { Database } from './database.ts';
import { REMOVED } from './labels.ts';
import type { RunRow } from './rows.ts';

/** How many runs are kept, without those that were removed. */
export function countRuns(database: Database): number {
  const { kept } = database
    .prepare(`SELECT count(*) AS kept FROM run WHERE key NOT IN (${REMOVED})`)
    .get() as { kept: number };
  return kept;
}

/**
 * The run that somebody means.
 * @param wanted an id, a unique beginning of one, or `last`
 * @throws Problem `run.unknown` or `run.ambiguous`
 */
export function findRun(database: Database, wanted: string): RunRow {
  const rows = (
    wanted === 'last'
      ? database
          .prepare(
            `SELECT * FROM run WHERE key NOT IN (${REMOVED}) ORDER BY started_at DESC, key DESC LIMIT 1`,
          )
          .all()
      : database
          .prepare(
            `SELECT * FROM run WHERE substr(id, 1, length(@wanted)) = @wanted AND key NOT IN (${REMOVED}) ORDER BY id LIMIT 10`,
          )
          .all({ wanted })
  ) as RunRow[];
  const whole = rows.find(({ id }) => id === wanted);
  const [row, ...more] = whole ? [whole] : rows;
  if (!row || wanted === '') throw new Problem('run.unknown', { wanted, kept: countRuns(database) });
  if (more.length > 0) throw new Problem('run.ambiguous', { wanted, matches: rows.map(({ id }) => id) });
  return row;
}
