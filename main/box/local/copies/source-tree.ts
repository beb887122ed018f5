import { lstat, readdir, readlink, stat } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../../../../shared/model/problem.ts';

export interface SourceFile {
  /** From the source folder, with this system's separators. */
  readonly name: string;
  readonly bytes: number;
  readonly mode: number;
  readonly modifiedMs: number;
  /** Named by the plan to be linked and not copied. */
  readonly linked: boolean;
}

/** What lies in a folder that is to be copied. */
export interface SourceTree {
  /** Parents before their children. */
  readonly folders: readonly string[];
  readonly files: readonly SourceFile[];
  readonly symbolicLinks: readonly { readonly name: string; readonly target: string }[];
}

const CASE_MATTERS = process.platform !== 'win32';
const slashes = (name: string) => (CASE_MATTERS ? name : name.replaceAll('\\', '/').toLowerCase());

/** A glob without a slash is about the file's name wherever it lies, one with a slash about its place in the source. */
export function matchesGlob(name: string, glob: string): boolean {
  const [place, pattern] = [slashes(name), slashes(glob)];
  return path.posix.matchesGlob(pattern.includes('/') ? place : path.posix.basename(place), pattern);
}

/**
 * Lists a source folder. What is neither file, folder nor symbolic link (a socket, a pipe) is left out: nobody could
 * copy it.
 * @throws Problem `copies.source` where it is no folder that can be read
 */
export async function readSourceTree(source: string, link: readonly string[]): Promise<SourceTree> {
  const folders: string[] = [];
  const files: SourceFile[] = [];
  const symbolicLinks: { name: string; target: string }[] = [];
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(path.join(source, folder), { withFileTypes: true })) {
      const name = path.join(folder, entry.name);
      if (entry.isSymbolicLink())
        symbolicLinks.push({ name, target: await readlink(path.join(source, name)) });
      else if (entry.isDirectory()) {
        folders.push(name);
        await walk(name);
      } else if (entry.isFile()) {
        const { size, mode, mtimeMs } = await lstat(path.join(source, name));
        const linked = link.some((glob) => matchesGlob(name, glob));
        files.push({ name, bytes: size, mode, modifiedMs: mtimeMs, linked });
      }
    }
  };
  try {
    if (!(await stat(source)).isDirectory())
      throw new Problem('copies.source', { source, reason: 'ENOTDIR' });
    await walk('');
  } catch (error) {
    if (error instanceof Problem) throw error;
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new Problem('copies.source', { source, reason });
  }
  return { folders, files, symbolicLinks };
}

/** Which of the files that are linked were written to since the tree was read: the source itself has changed by that. */
export async function changedSince(source: string, { files }: SourceTree): Promise<string[]> {
  const looks = files
    .filter(({ linked }) => linked)
    .map(async ({ name, bytes, modifiedMs }) => {
      const now = await lstat(path.join(source, name)).catch(() => null);
      return now?.size === bytes && now.mtimeMs === modifiedMs ? [] : [name];
    });
  return (await Promise.all(looks)).flat();
}
