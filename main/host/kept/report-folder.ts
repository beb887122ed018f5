import { createHash } from 'node:crypto';
import path from 'node:path';
import { isRunId } from '../../engine/run-id.ts';

/** A run that an older version took in from elsewhere may be called anything, and must not lead out of its folder. */
function folderName(run: string): string {
  return isRunId(run) ? run : createHash('sha256').update(run).digest('hex').slice(0, 16);
}

/** Where the answers about an audience lie that are about no run, one folder for each language. */
export function audienceFolder(dataFolder: string, language: string): string {
  return path.join(dataFolder, 'audience', language);
}

/** Where the reports of a run lie, one folder for each language. */
export function reportFolder(dataFolder: string, run: string, language: string): string {
  return path.join(dataFolder, 'runs', folderName(run), 'report', language);
}
