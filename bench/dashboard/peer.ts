import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/** The leanest chart of curves there is; brought beside the dependencies, because nobody but the bench needs it. */
export const PEER = 'uPlot 1.6.32';
const FOLDER = path.resolve('.cache/bench');

/** The peer's bundle for a browser; fetched once from the registry. */
export function peerFile(): string {
  const file = path.join(FOLDER, 'node_modules/uplot/dist/uPlot.iife.min.js');
  if (!existsSync(file)) {
    mkdirSync(FOLDER, { recursive: true });
    execFileSync(
      'npm',
      ['install', '--prefix', FOLDER, '--no-save', '--ignore-scripts', PEER.toLowerCase().replace(' ', '@')],
      {
        stdio: 'ignore',
      },
    );
  }
  return file;
}
