import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeProblem } from './history.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope-history-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function errorOf(action: (database: Database.Database) => void, file = ':memory:'): unknown {
  const database = new Database(file);
  try {
    action(database);
  } catch (error) {
    return error;
  } finally {
    database.close();
  }
  throw new Error('nothing went wrong');
}

describe('what an error of the store means', () => {
  it('is for a full disk that there is no room, and no fault of ours', () => {
    const full = errorOf((database) => {
      database.pragma('max_page_count = 1');
      database.exec('CREATE TABLE runs (run TEXT)');
    });
    expect(storeProblem(full, folder)).toMatchObject({ code: 'data.unwritable', data: { folder } });
  });

  it('is for a damaged file that it is damaged', () => {
    const file = path.join(folder, 'text.sqlite');
    writeFileSync(file, 'no database, and long enough to be looked at'.repeat(50));
    const damaged = errorOf((database) => database.prepare('SELECT * FROM runs'), file);
    expect(storeProblem(damaged, folder)).toMatchObject({ code: 'data.damaged' });
  });

  it('is nothing for any other error', () => {
    expect(storeProblem(new RangeError('Map maximum size exceeded'), folder)).toBeNull();
    expect(storeProblem(undefined, folder)).toBeNull();
  });
});
