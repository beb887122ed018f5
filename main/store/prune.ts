import type { Database } from './database.ts';

export interface Pruning {
  /** Runs that began before this moment go; null for no age. */
  readonly before: Date | null;
  /** Then the oldest go until the rest is no larger than this; null for no size. */
  readonly mostBytes: number | null;
  /** The newest run stays, however large; not however old. */
  readonly sparesNewest?: boolean;
  /** Says what would go and removes nothing. */
  readonly dryRun: boolean;
}

interface Kept {
  readonly key: number;
  readonly id: string;
  readonly started_at: string;
  readonly bytes: number;
}

/** Oldest first, without what is still written or pinned, baselines, and the repeats that a baseline is pooled from. */
const REMOVABLE = `
  SELECT key, id, started_at,
    (SELECT coalesce(sum(length(box) + coalesce(length(instances), 0) + 16), 0) FROM sample WHERE sample.run = run.key)
    + (SELECT coalesce(sum(length(line) + 16), 0) FROM event WHERE event.run = run.key)
    + (SELECT coalesce(sum(length(readings) + 16), 0) FROM load_block WHERE load_block.run = run.key)
    + length(meta) + coalesce(length(verdict), 0) AS bytes
  FROM run
  WHERE state <> 'running'
    AND key NOT IN (SELECT run FROM baseline)
    AND key NOT IN (SELECT run FROM label WHERE pinned = 1)
    AND coalesce(json_extract(meta, '$.repeat.group'), '') NOT IN (
      SELECT json_extract(held.meta, '$.repeat.group') FROM baseline JOIN run AS held ON held.key = baseline.run
      WHERE json_extract(held.meta, '$.repeat.group') IS NOT NULL)
  ORDER BY started_at, key`;

function inUse(database: Database): number {
  const pragma = (name: string) => database.pragma(name, { simple: true }) as number;
  return (pragma('page_count') - pragma('freelist_count')) * pragma('page_size');
}

/**
 * Retention: removes runs by age and size. What is running, pinned, a baseline, or one of a baseline's repeats always stays, however old
 * and large.
 * @returns the ids of what was (or would be) removed, the oldest first
 */
export function prune(
  database: Database,
  { before, mostBytes, sparesNewest = false, dryRun }: Pruning,
): string[] {
  const removed = database.transaction(() => {
    const kept = database.prepare(REMOVABLE).all() as Kept[];
    let size = inUse(database);
    const newest = sparesNewest ? kept.at(-1) : null;
    const going = kept.filter((run) => {
      const { started_at, bytes } = run;
      const old = before !== null && started_at < before.toISOString();
      const large = mostBytes !== null && size > mostBytes && run !== newest;
      if (old || large) size -= bytes;
      return old || large;
    });
    const remove = database.prepare('DELETE FROM run WHERE key = ?');
    if (!dryRun) for (const { key } of going) remove.run(key);
    return going.map(({ id }) => id);
  })();
  if (!dryRun && removed.length > 0) giveBack(database);
  return removed;
}

/** Hands the freed pages back to the disk; another engine that writes just now is a reason to leave it for the next time. */
function giveBack(database: Database): void {
  try {
    database.exec('VACUUM');
    database.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== 'SQLITE_BUSY' && code !== 'SQLITE_LOCKED') throw error;
  }
}
