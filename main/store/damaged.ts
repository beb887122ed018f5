import { copyFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { RunRow } from './rows.ts';

/** What was done with a damaged database. */
export interface SetAside {
  /** Where the damaged file is now. */
  readonly file: string;
  /** Runs that were copied into the new one; those of which a part could not be read are in both. */
  readonly saved: number;
  readonly incomplete: number;
  /** Runs of which nothing could be read, as far as their number could. */
  readonly lost: number;
}

const MARK = 'kneescope.suspect';
const SIDE_FILES = ['-wal', '-shm'];

/** Leaves word that a file was found damaged while it was in use, so that the next start looks at all of it. */
export function markSuspect(folder: string): void {
  writeFileSync(path.join(folder, MARK), '');
}
export function isSuspect(folder: string): boolean {
  return existsSync(path.join(folder, MARK));
}
export function clearSuspect(folder: string): void {
  rmSync(path.join(folder, MARK), { force: true });
}

export function isDamage(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === 'SQLITE_NOTADB' || code?.startsWith('SQLITE_CORRUPT') === true;
}

/** Every page and index of a file, which takes as long as reading it. */
export function isWhole(database: Database.Database): boolean {
  try {
    return database.pragma('quick_check(1)', { simple: true }) === 'ok';
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

/** A name that says what it is and when, and is not taken. */
function asideName(file: string, now: Date): string {
  const { dir, name, ext } = path.parse(file);
  const moment = now.toISOString().slice(0, 19).replaceAll(':', '-');
  const base = path.join(dir, `${name}.damaged-${moment}`);
  for (let count = 1; ; count++) {
    const candidate = `${base}${count === 1 ? '' : `-${count}`}${ext}`;
    if (!existsSync(candidate)) return candidate;
  }
}

/** Moves a database with its side files, so that what was not yet written back stays with it. @returns its new place */
export function moveAside(file: string, now: Date): string {
  const aside = asideName(file, now);
  renameSync(file, aside);
  for (const side of SIDE_FILES) if (existsSync(file + side)) renameSync(file + side, aside + side);
  return aside;
}

/** Rows as far as they can be read: damage ends the reading of a table, what came before it is good. */
function* readable<Row>(rows: () => Iterable<Row>, onDamage: () => void): Generator<Row> {
  try {
    yield* rows();
  } catch (error) {
    if (!isDamage(error)) throw error;
    onDamage();
  }
}

interface Parts {
  readonly sample: readonly { t: number; box: string; instances: string | null }[];
  readonly event: readonly { number: number; line: string }[];
  readonly tag: readonly { name: string }[];
  readonly label: readonly LabelRow[];
}

interface LabelRow {
  readonly name: string | null;
  readonly note: string;
  readonly pinned: number;
  readonly removed_at: string | null;
}

function partsOf(damaged: Database.Database, key: number): { parts: Parts; whole: boolean } {
  let whole = true;
  const read = <Row>(sql: string) => [
    ...readable(
      () => damaged.prepare(sql).iterate(key) as Iterable<Row>,
      () => {
        whole = false;
      },
    ),
  ];
  const parts: Parts = {
    sample: read('SELECT t, box, instances FROM sample WHERE run = ? ORDER BY t'),
    event: read('SELECT number, line FROM event WHERE run = ? ORDER BY number'),
    tag: read('SELECT name FROM tag WHERE run = ?'),
    // Files of older versions have no labels.
    label: hasLabels(damaged) ? read('SELECT name, note, pinned, removed_at FROM label WHERE run = ?') : [],
  };
  return { parts, whole };
}

function hasLabels(damaged: Database.Database): boolean {
  return damaged.prepare("SELECT 1 FROM sqlite_master WHERE name = 'label'").get() !== undefined;
}

/** Runs by key, one by one where the table cannot be read as a whole. */
function runsOf(damaged: Database.Database): { rows: RunRow[]; lost: number } {
  const byKey = new Map<number, RunRow>();
  const take = (row: RunRow) => byKey.set(row.key, row);
  let lost = 0;
  for (const order of ['ASC', 'DESC'])
    for (const row of readable(
      () => damaged.prepare(`SELECT * FROM run ORDER BY key ${order}`).iterate() as Iterable<RunRow>,
      () => {
        lost = 1;
      },
    ))
      take(row);
  if (lost > 0) {
    const keys = [
      ...readable(
        () => damaged.prepare('SELECT DISTINCT run FROM sample').pluck().iterate() as Iterable<number>,
        () => undefined,
      ),
    ];
    lost = keys.filter((key) => !byKey.has(key)).length;
  }
  return { rows: [...byKey.values()], lost };
}

/**
 * Copies out of a damaged file what can be read of it, run by run.
 * @param to a sound database with today's tables
 */
export function salvage(aside: string, to: Database.Database): SetAside {
  const nothing = { file: aside, saved: 0, incomplete: 0, lost: 0 };
  // Opened as a copy of its own: reading a file in WAL mode writes beside it, and what was set aside stays as it was found.
  const copy = `${aside}.reading`;
  for (const side of ['', ...SIDE_FILES])
    if (existsSync(aside + side)) copyFileSync(aside + side, copy + side);
  let damaged: Database.Database | null = null;
  try {
    damaged = new Database(copy);
    const { rows, lost } = runsOf(damaged);
    const counts = { saved: 0, incomplete: 0 };
    for (const row of rows) {
      const { parts, whole } = partsOf(damaged, row.key);
      if (insertRun(to, row, parts, whole)) counts.saved += 1;
      if (!whole) counts.incomplete += 1;
    }
    return { file: aside, ...counts, lost };
  } catch (error) {
    if (isDamage(error) || (error as { code?: string }).code === 'SQLITE_ERROR') return nothing;
    throw error;
  } finally {
    damaged?.close();
    for (const side of ['', ...SIDE_FILES]) rmSync(copy + side, { force: true });
  }
}

function insertRun(
  to: Database.Database,
  row: RunRow,
  { sample, event, tag, label }: Parts,
  whole: boolean,
): boolean {
  return to.transaction(() => {
    // What was being written when the file broke, or lacks a part, is told as what it is: cut off.
    const state = whole && row.state !== 'running' ? row.state : 'cut-off';
    const { lastInsertRowid: key, changes } = to
      .prepare(
        'INSERT OR IGNORE INTO run (id, started_at, state, owner, meta, verdict, seconds) VALUES (?, ?, ?, NULL, ?, ?, ?)',
      )
      .run(row.id, row.started_at, state, row.meta, whole ? row.verdict : null, row.seconds);
    if (changes === 0) return false;
    const addSample = to.prepare('INSERT OR IGNORE INTO sample (run, t, box, instances) VALUES (?, ?, ?, ?)');
    for (const { t, box, instances } of sample) addSample.run(key, t, box, instances);
    const addEvent = to.prepare('INSERT OR IGNORE INTO event (run, number, line) VALUES (?, ?, ?)');
    for (const { number, line } of event) addEvent.run(key, number, line);
    const addTag = to.prepare('INSERT OR IGNORE INTO tag (run, name) VALUES (?, ?)');
    for (const { name } of tag) addTag.run(key, name);
    const addLabel = to.prepare(
      'INSERT OR IGNORE INTO label (run, name, note, pinned, removed_at) VALUES (?, ?, ?, ?, ?)',
    );
    for (const { name, note, pinned, removed_at } of label) addLabel.run(key, name, note, pinned, removed_at);
    return true;
  })();
}
