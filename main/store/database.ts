import path from 'node:path';
import Database from 'better-sqlite3';
import { Problem } from '../../shared/model/problem.ts';
import { makeFolderSync } from '../os/make-folder.ts';
import { clearSuspect, isDamage, isSuspect, isWhole, moveAside, salvage, type SetAside } from './damaged.ts';
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

/** A database, and what was done with a damaged one that stood in its place. */
export interface Opened {
  readonly database: Database.Database;
  readonly setAside: SetAside | null;
}

/** Makes a file ready for use. @throws Error of SQLite, or Problem `data.newer` */
function ready(file: string, thorough: boolean): Database.Database {
  const database = new Database(file, { timeout: BUSY_MS });
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    migrate(database, file);
    // The list is what every face asks for first.
    database.prepare('SELECT count(*), max(length(meta)) FROM run').get();
    if (thorough && !isWhole(database)) throw new DamagedFile();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

class DamagedFile extends Error {
  readonly code = 'SQLITE_CORRUPT';
}

/** Sets a damaged file aside and goes on with a new one that has what could be read. @throws Problem `data.damaged` */
function goOnWithout(file: string, damage: unknown, now: Date): Opened {
  try {
    const aside = moveAside(file, now);
    const database = ready(file, false);
    return { database, setAside: salvage(aside, database) };
  } catch (error) {
    // On Windows another engine that has it open keeps it where it is.
    throw new Problem('data.damaged', { file, reason: `${reasonOf(damage)}; ${reasonOf(error)}` });
  }
}

/**
 * Opens the database of a data folder, making both where they are missing. A damaged one is set aside, what can be read of it is
 * kept, and the rest goes on with a new one. Damage in the midst of a large file is only found in use; {@link markSuspect} then has the next
 * start look at all of it.
 * @throws Problem `data.unwritable`, `data.newer` or `data.damaged` (it could not even be set aside)
 */
export function openDatabase(folder: string, now = new Date()): Opened {
  const file = path.join(folder, FILE);
  try {
    makeFolderSync(folder);
    const suspect = isSuspect(folder);
    const database = ready(file, suspect);
    if (suspect) clearSuspect(folder);
    return { database, setAside: null };
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (!isDamage(error)) throw new Problem('data.unwritable', { folder, reason: reasonOf(error) });
    const opened = goOnWithout(file, error, now);
    clearSuspect(folder);
    return opened;
  }
}
