import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../../shared/model/problem.ts';
import { makeFolder } from '../os/make-folder.ts';
import type { History } from './history.ts';

/**
 * Copies all kept runs into one file, also while a probe writes. It stands there whole or not at all; laid as `kneescope.sqlite`
 * into a data folder it is used like any other.
 * @throws Problem `file.unwritable`
 */
export async function backupTo(history: History, file: string): Promise<void> {
  const beside = `${file}.${process.pid}.part`;
  try {
    await makeFolder(path.dirname(path.resolve(file)));
    await history.store.backup(beside);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    throw new Problem('file.unwritable', { file, reason });
  }
}
