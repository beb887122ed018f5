import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../../shared/model/problem.ts';
import { USUAL_SETTINGS, settingsSchema, type Settings } from '../../shared/model/settings.ts';
import type { History } from '../engine/history.ts';

const DAY_MS = 86_400_000;
const BYTES_PER_MIB = 2 ** 20;

const fileIn = (dataFolder: string) => path.join(dataFolder, 'settings.json');

/** Those of a data folder; what is no settings of ours counts as none. */
export function readSettings(dataFolder: string): Settings {
  try {
    const read = settingsSchema.safeParse(JSON.parse(readFileSync(fileIn(dataFolder), 'utf8')));
    return read.success ? read.data : USUAL_SETTINGS;
  } catch {
    return USUAL_SETTINGS;
  }
}

/** The file is whole at every moment. @throws Problem `file.unwritable` */
export function writeSettings(dataFolder: string, settings: Settings): void {
  const file = fileIn(dataFolder);
  try {
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(`${file}.${process.pid}.new`, `${JSON.stringify(settings, null, 2)}\n`);
    renameSync(`${file}.${process.pid}.new`, file);
  } catch (error) {
    throw new Problem('file.unwritable', {
      file,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}

/**
 * Removes what is older or more than somebody wants kept, never a baseline; nothing where nothing was set.
 * @returns the runs that went, or would go
 */
export function retain(
  { store }: History,
  { days, mostMiB }: Settings['retention'],
  dryRun: boolean,
): string[] {
  if (days === null && mostMiB === null) return [];
  return store.prune({
    before: days === null ? null : new Date(Date.now() - days * DAY_MS),
    mostBytes: mostMiB === null ? null : mostMiB * BYTES_PER_MIB,
    // What has just been measured for hours must not go because it alone is larger than all was meant to be.
    sparesNewest: true,
    dryRun,
  });
}

/**
 * What is set to go in a data folder, goes. A history that cannot be written, mostly because another engine is at it, is left
 * as it is until the next time.
 * @returns the runs that went
 */
export function retainAsSet(history: History, dataFolder: string): string[] {
  try {
    return retain(history, readSettings(dataFolder).retention, false);
  } catch (error) {
    if (!String((error as { code?: unknown }).code).startsWith('SQLITE_')) throw error;
    return [];
  }
}
