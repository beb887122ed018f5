/**
 * Each entry brings the file from its index to the next version. Entries are never changed once they have landed:
 * somebody's runs are in files of every version.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE run (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    started_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'cut-off')),
    owner TEXT,
    meta TEXT NOT NULL,
    verdict TEXT,
    seconds REAL NOT NULL DEFAULT 0
  );
  CREATE INDEX run_by_start ON run (started_at);
  CREATE TABLE sample (
    run INTEGER NOT NULL REFERENCES run (key) ON DELETE CASCADE,
    t REAL NOT NULL,
    box TEXT NOT NULL,
    instances TEXT,
    PRIMARY KEY (run, t)
  ) WITHOUT ROWID;
  CREATE TABLE event (
    run INTEGER NOT NULL REFERENCES run (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (run, number)
  ) WITHOUT ROWID;
  CREATE TABLE tag (
    run INTEGER NOT NULL REFERENCES run (key) ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (run, name)
  ) WITHOUT ROWID;
  `,
  `
  CREATE TABLE baseline (
    name TEXT NOT NULL,
    executable TEXT NOT NULL,
    box TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES run (key) ON DELETE CASCADE,
    set_at TEXT NOT NULL,
    PRIMARY KEY (name, executable, box)
  ) WITHOUT ROWID;
  `,
  `
  CREATE TABLE load_block (
    run INTEGER NOT NULL REFERENCES run (key) ON DELETE CASCADE,
    last REAL NOT NULL,
    samples INTEGER NOT NULL,
    readings BLOB NOT NULL,
    PRIMARY KEY (run, last)
  ) WITHOUT ROWID;
  `,
  `
  CREATE TABLE label (
    run INTEGER PRIMARY KEY REFERENCES run (key) ON DELETE CASCADE,
    name TEXT,
    note TEXT NOT NULL DEFAULT '',
    pinned INTEGER NOT NULL DEFAULT 0,
    removed_at TEXT,
    summary TEXT
  );
  `,
];
