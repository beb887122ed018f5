import { mkdirSync, statSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

/*
 * Node's own `recursive` never returns below a folder such as /proc, where the kernel says of a new name that it "does not
 * exist" although the folder above it does. So the way up is gone here, and down again once.
 */

const code = (error: unknown) => (error as NodeJS.ErrnoException).code;

/**
 * Makes a folder and those above it; one that is there already is fine.
 * @throws Error of the system where it cannot be made, or is a file
 */
export function makeFolderSync(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const make = () => {
    try {
      mkdirSync(folder);
    } catch (error) {
      // Somebody else may have made it between our two looks.
      if (code(error) !== 'EEXIST' || !statSync(folder).isDirectory()) throw error;
    }
  };
  try {
    make();
  } catch (error) {
    const above = path.dirname(path.resolve(folder));
    if (code(error) !== 'ENOENT' || above === path.resolve(folder)) throw error;
    makeFolderSync(above);
    make();
  }
}

/** As {@link makeFolderSync}, without holding up whatever else is going on. */
export async function makeFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  const make = async () => {
    try {
      await mkdir(folder);
    } catch (error) {
      if (code(error) !== 'EEXIST' || !(await isFolder(folder))) throw error;
    }
  };
  try {
    await make();
  } catch (error) {
    const above = path.dirname(path.resolve(folder));
    if (code(error) !== 'ENOENT' || above === path.resolve(folder)) throw error;
    await makeFolder(above);
    await make();
  }
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}
