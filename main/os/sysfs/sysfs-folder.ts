import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/** `/sys`, or a recorded tree that looks like it. What is not there, or not ours to see, is null. */
export interface SysfsFolder {
  /** The names in a folder, sorted as numbers where they hold some; empty where there is no such folder. */
  names(folder: string): readonly string[];
  text(file: string): string | null;
  number(file: string): number | null;
  /** The last name of what a link points to: a driver, a device. */
  target(link: string): string | null;
  /** Why a file cannot be read, by the system's code; null where it can. */
  refused(file: string): string | null;
}

const byNumber = new Intl.Collator('en', { numeric: true });

/** @param root `/sys`, or a recorded tree in its place */
export function sysfsFolder(root = '/sys'): SysfsFolder {
  const text = (file: string): string | null => {
    try {
      return readFileSync(path.join(root, file), 'utf8').trim();
    } catch {
      return null;
    }
  };
  return {
    names: (folder) => {
      try {
        return readdirSync(path.join(root, folder)).toSorted((a, b) => byNumber.compare(a, b));
      } catch {
        return [];
      }
    },
    text,
    number: (file) => {
      const content = text(file);
      const value = content === null || content === '' ? Number.NaN : Number(content);
      return Number.isFinite(value) ? value : null;
    },
    target: (link) => {
      try {
        return path.basename(readlinkSync(path.join(root, link)));
      } catch {
        return null;
      }
    },
    refused: (file) => {
      try {
        readFileSync(path.join(root, file));
        return null;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code ?? 'unknown';
      }
    },
  };
}
