import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../../shared/model/problem.ts';
import { makeFolder } from '../os/make-folder.ts';

/**
 * Writes a file beside its place and then moves it there, so that nobody ever reads half a document. Its folder is made where
 * it is missing; a file that stands there is replaced.
 * @throws Problem `file.unwritable`
 */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const beside = `${file}.${process.pid}.part`;
  try {
    await makeFolder(path.dirname(path.resolve(file)));
    await writeFile(beside, content);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw new Problem('file.unwritable', {
      file,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}
