import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { nearest } from '../../shared/model/nearest.ts';
import { Problem } from '../../shared/model/problem.ts';

const ON_WINDOWS = process.platform === 'win32';

type Kind = 'runnable' | 'not-runnable' | 'folder' | 'missing';

async function kindOf(file: string): Promise<Kind> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) return 'folder';
    if (!found.isFile()) return 'not-runnable';
    await access(file, constants.X_OK);
    return 'runnable';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES' ? 'not-runnable' : 'missing';
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}

/** Looks a bare name up as `execvp` would: the first runnable file of that name; an empty part is the folder we are in. */
async function onPath(name: string, searchPath: string): Promise<string> {
  const folders = searchPath.split(path.delimiter).map((folder) => path.resolve(folder));
  let blocked: string | null = null;
  for (const folder of folders) {
    const file = path.join(folder, name);
    const kind = await kindOf(file);
    if (kind === 'runnable') return file;
    if (kind === 'not-runnable') blocked ??= file;
  }
  if (blocked !== null) throw new Problem('executable.not-runnable', { path: blocked });
  const names = (await Promise.all(folders.map(namesIn))).flat();
  throw new Problem('executable.missing', { path: name, nearest: nearest(name, names) });
}

/**
 * Where the executable lies, after making sure that it can be run.
 * @param executable a path, or a name without a slash to be looked up
 * @throws Problem `executable.script`, `executable.missing` (with the nearest name in its folder), `executable.folder` or
 * `executable.not-runnable`
 */
export async function findExecutable(executable: string, searchPath: string): Promise<string> {
  // What cmd.exe runs would be taken apart by its rules, which no quoting of ours can satisfy.
  if (ON_WINDOWS && /\.(?:bat|cmd)$/iu.test(executable))
    throw new Problem('executable.script', { path: executable });
  if (path.basename(executable) === executable) return onPath(executable, searchPath);
  const file = path.resolve(executable);
  const kind = await kindOf(file);
  switch (kind) {
    case 'runnable':
      return file;
    case 'folder':
    case 'not-runnable':
      throw new Problem(`executable.${kind}`, { path: file });
    case 'missing': {
      const folder = path.dirname(file);
      const name = nearest(path.basename(file), await namesIn(folder));
      throw new Problem('executable.missing', {
        path: file,
        nearest: name === null ? null : path.join(folder, name),
      });
    }
  }
}

/** @throws Problem `working-directory.missing` where there is no such folder */
export async function checkWorkingDirectory(folder: string): Promise<void> {
  if ((await kindOf(folder)) !== 'folder') throw new Problem('working-directory.missing', { path: folder });
}
