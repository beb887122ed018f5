import path from 'node:path';

/** Where the reports of a run lie, one folder for each language. */
export function reportFolder(dataFolder: string, run: string, language: string): string {
  return path.join(dataFolder, 'runs', run, 'report', language);
}
