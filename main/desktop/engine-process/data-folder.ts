import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../../../shared/model/problem.ts';

const fileIn = (appFolder: string) => path.join(appFolder, 'data-folder.json');

/** The data folder that was set in the app; null for the usual one. */
export function keptDataFolder(appFolder: string): string | null {
  try {
    const { dataFolder } = JSON.parse(readFileSync(fileIn(appFolder), 'utf8')) as { dataFolder?: unknown };
    return typeof dataFolder === 'string' && path.isAbsolute(dataFolder) ? dataFolder : null;
  } catch {
    return null;
  }
}

/** @param dataFolder null for the usual one @throws Problem `data.unwritable` */
export function keepDataFolder(appFolder: string, dataFolder: string | null): void {
  try {
    if (dataFolder !== null) mkdirSync(dataFolder, { recursive: true });
    mkdirSync(appFolder, { recursive: true });
    writeFileSync(fileIn(appFolder), JSON.stringify({ dataFolder }));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Problem('data.unwritable', { folder: dataFolder ?? appFolder, reason });
  }
}
