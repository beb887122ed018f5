import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CACHE, nativeModules, stageApp } from './stage.ts';
import { BUILD_ONLY, ROOT, type Target } from './configuration.ts';
import { bundledFolders, installedFolders, licenceOf, licenceText } from './licences.ts';
import { writeIcons } from './icons.ts';

export interface Prepared {
  readonly stage: string;
  readonly resources: string;
}

/**
 * Everything that electron-builder is given for a target: the app's folder, icons, the list of licences.
 * The bundles must have been built (`out/`).
 */
export async function prepare(target: Target, version: string, folder = CACHE): Promise<Prepared> {
  const stage = path.join(folder, `stage-${target}`);
  const resources = path.join(folder, `resources-${target}`);
  stageApp(target, version, stage);
  mkdirSync(resources, { recursive: true });
  const beside = installedFolders(nativeModules(target)).filter(
    (found) => !BUILD_ONLY.includes(path.basename(found)),
  );
  const folders = [...bundledFolders(ROOT), ...beside];
  writeFileSync(path.join(resources, 'THIRD-PARTY-LICENSES.txt'), licenceText(folders.map(licenceOf)));
  await writeIcons(path.join(ROOT, 'renderer/app/icon.svg'), resources);
  return { stage, resources };
}
