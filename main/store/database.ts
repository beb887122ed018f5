import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { Problem } from '../../shared/model/problem.ts';
import { MIGRATIONS } from './migrations.ts';

export type { Database } from 'better-sqlite3';

/** How long a locked file is waited for, in milliseconds: another engine may be writing its tick. */
export const BUSY_MS = 5000;
/**
 * Pages of 4 KiB after which the log is written back into the file: rarely, because whoever copies both files while that
 * happens (a backup, a snapshot that is none) has two that do not belong together.
 */
const CHECKPOINT_PAGES = 16_384;
const FILE = 'kneescope.sqlite';

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function migrate(database: Database.Database, file: string): void {
  const found = database.pragma('user_version', { simple: true }) as number;
  if (found > MIGRATIONS.length) throw new Problem('data.newer', { file, found, known: MIGRATIONS.length });
  for (const [version, sql] of MIGRATIONS.entries()) {
    if (version < found) continue;
    database
      .transaction(() => {
        // Another engine may have brought it here meanwhile.
        if ((database.pragma('user_version', { simple: true }) as number) > version) return;
        database.exec(sql);
        database.pragma(`user_version = ${version + 1}`);
      })
      .immediate();
  }
}

/**
 * Opens the database of a data folder, making both where they are missing.
 * @throws Problem `data.unwritable`, `data.newer` or `data.damaged`
 */
export function openDatabase(folder: string): Database.Database {
  const file = path.join(folder, FILE);
  let database: Database.Database;
  try {
    mkdirSync(folder, { recursive: true });
    database = new Database(file, { timeout: BUSY_MS });
  } catch (error) {
    throw new Problem('data.unwritable', { folder, reason: reasonOf(error) });
  }
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    migrate(database, file);
    return database;
  } catch (error) {
    database.close();
    if (error instanceof Problem) throw error;
    const code = (error as { code?: string }).code ?? '';
    if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT')
      throw new Problem('data.damaged', { file, reason: reasonOf(error) });
    throw new Problem('data.unwritable', { folder, reason: reasonOf(error) });
  }
}
