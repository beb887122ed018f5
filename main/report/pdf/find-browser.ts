import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** What a system tells of itself that the search needs. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isProgram: (file: string) => boolean;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const HERE: Surroundings = { platform: process.platform, environment: process.env, isProgram };

const ON_WINDOWS = [
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
];
const ON_MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const ON_PATH = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];

/** Where an Edge, Chrome or Chromium is looked for, the likeliest first. */
export function browserPlaces({ platform, environment }: Surroundings = HERE): string[] {
  if (platform === 'win32') {
    const roots = ['PROGRAMFILES(X86)', 'PROGRAMFILES', 'LOCALAPPDATA'].flatMap(
      (name) => environment[name] ?? [],
    );
    return ON_WINDOWS.flatMap((parts) => roots.map((root) => path.win32.join(root, ...parts)));
  }
  const folders = (environment['PATH'] ?? '').split(':').filter((folder) => path.posix.isAbsolute(folder));
  const onPath = ON_PATH.flatMap((name) => folders.map((folder) => path.posix.join(folder, name)));
  return platform === 'darwin' ? [...ON_MAC, ...onPath] : onPath;
}

/** An installed browser that prints without a window, or null. */
export function findBrowser(surroundings: Surroundings = HERE): string | null {
  return browserPlaces(surroundings).find(surroundings.isProgram) ?? null;
}
