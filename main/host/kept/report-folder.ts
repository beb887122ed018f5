import path from 'node:path';

/** Where the answers about an audience lie that are about no run, one folder for each language. */
export function audienceFolder(dataFolder: string, language: string): string {
  return path.join(dataFolder, 'audience', language);
}

/** Where the reports of a run lie, one folder for each language. */
export function reportFolder(dataFolder: string, run: string, language: string): string {
  return path.join(dataFolder, 'runs', run, 'report', language);
}
