import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { BRIDGE_BOUNDS } from '../../../shared/bridge/bounds.ts';
import type { Result } from '../../../shared/bridge/contract.ts';

type Match = Result<'path.complete'>['matches'][number];
type Want = 'program' | 'plan' | 'folder';

/** What Windows starts by a double click. */
const PROGRAMS = /\.(?:exe|com|bat|cmd)$/iu;

async function isWanted(file: string, want: Want): Promise<boolean> {
  if (want === 'folder') return false;
  if (want === 'plan') return file.endsWith('.plan.json');
  if (process.platform === 'win32') return PROGRAMS.test(file);
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function kindOf(file: string): Promise<Match['kind'] | null> {
  try {
    const found = await stat(file);
    return found.isDirectory() ? 'folder' : found.isFile() ? 'file' : null;
  } catch {
    return null;
  }
}

/**
 * What the beginning of a path may go on with, folders first, as a shell completes it: hidden names only where a dot was
 * typed. A folder that cannot be read has no matches.
 * @param folder what a relative text is relative to
 */
export async function completePath(text: string, folder: string, want: Want): Promise<Match[]> {
  const cut = Math.max(text.lastIndexOf('/'), path.sep === '\\' ? text.lastIndexOf('\\') : -1) + 1;
  const [typed, begun] = [text.slice(0, cut), text.slice(cut)];
  const home = /^~[/\\]/u.test(typed) ? path.join(os.homedir(), typed.slice(2)) : typed;
  const where = path.resolve(folder, home);
  const same = (name: string) =>
    path.sep === '\\' ? name.toLowerCase().startsWith(begun.toLowerCase()) : name.startsWith(begun);
  let names: string[];
  try {
    names = (await readdir(where)).filter(
      (name) => same(name) && (begun.startsWith('.') || !name.startsWith('.')),
    );
  } catch {
    return [];
  }
  const matches = await Promise.all(
    names
      .toSorted()
      .slice(0, 10 * BRIDGE_BOUNDS.pathMatches)
      .map(async (name): Promise<Match | null> => {
        const file = path.join(where, name);
        const kind = await kindOf(file);
        if (kind === null || (kind === 'file' && !(await isWanted(file, want)))) return null;
        const shown = (home === typed ? typed : `${where}${path.sep}`) + name;
        return { path: kind === 'folder' ? `${shown}${path.sep}` : shown, kind };
      }),
  );
  return matches
    .filter((match) => match !== null)
    .toSorted((a, b) => (a.kind === b.kind ? 0 : a.kind === 'folder' ? -1 : 1))
    .slice(0, BRIDGE_BOUNDS.pathMatches);
}
