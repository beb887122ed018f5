import { copyFileSync, cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { extractAll } from '@electron/asar';

/**
 * Makes a packaged folder run where Electron cannot be had: Node takes the place of Electron's executable, and because only
 * Electron reads inside archives, a folder takes the place of the archive, under the archive's own name. Whatever else lies
 * there stays as it was packaged.
 * @param executable Kneescope's in that folder
 * @param node the program of Node for that system
 */
export function nodeStandsIn(app: string, executable: string, node: string): void {
  rmSync(executable);
  copyFileSync(node, executable);
  const archive = path.join(app, 'resources/app.asar');
  const folder = `${archive}.folder`;
  extractAll(archive, folder);
  rmSync(archive);
  rmSync(`${archive}.unpacked`, { recursive: true });
  cpSync(folder, archive, { recursive: true });
  rmSync(folder, { recursive: true });
}
