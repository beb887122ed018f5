import path from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { packageConfiguration, ROOT, type Target } from '../package/configuration.ts';
import { prepare } from '../package/prepare.ts';
import { writeElectronStandIn } from './electron-stand-in.ts';

export interface StandInPackage {
  /** The folder as an installer would lay it. */
  readonly app: string;
  readonly executable: string;
}

/**
 * Packages what is built in `out/` as users get it, with a stand-in for Electron, which cannot be fetched everywhere.
 * @param folder made where it is missing
 */
export async function packStandIn(
  target: Target,
  version: string,
  folder: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<StandInPackage> {
  const electronDist = path.join(folder, 'electron');
  writeElectronStandIn(target, electronDist);
  const output = path.join(folder, 'dist');
  const prepared = await prepare(target, version, folder);
  const platform = target === 'win32' ? Platform.WINDOWS : Platform.LINUX;
  await build({
    projectDir: ROOT,
    targets: platform.createTarget('dir', Arch.x64),
    publish: 'never',
    config: packageConfiguration({ target, ...prepared, output, electronDist, environment }),
  });
  const app = path.join(output, target === 'win32' ? 'win-unpacked' : 'linux-unpacked');
  return { app, executable: path.join(app, target === 'win32' ? 'Kneescope.exe' : 'kneescope-desktop') };
}
