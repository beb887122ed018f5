import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { packageConfiguration, ROOT } from '../package/configuration.ts';
import { prepare } from '../package/prepare.ts';
import { compileForWindows } from './compile-for-windows.ts';
import { writeElectronStandIn } from './electron-stand-in.ts';
import { windowsNode } from './wine.ts';

const DEBIAN = '/usr/share/nsis';
const PLUGINS = ['StdUtils', 'UAC', 'WinShell', 'nsis7z'];

/**
 * A folder that electron-builder takes for its own NSIS: Debian's, told to make an installer of 64 bits, because Wine runs
 * no other here, and stand-ins for the plugins that Debian lacks.
 */
function writeTools(folder: string): void {
  mkdirSync(path.join(folder, 'linux'), { recursive: true });
  for (const name of readdirSync(DEBIAN)) {
    if (name !== 'Include') symlinkSync(path.join(DEBIAN, name), path.join(folder, name));
  }
  cpSync(path.join(DEBIAN, 'Include'), path.join(folder, 'Include'), { recursive: true });
  // Named by a template, used by none.
  writeFileSync(path.join(folder, 'Include/nsProcess.nsh'), '');
  const makensis = path.join(folder, 'linux/makensis');
  // On 64 bits "does this run on 64 bits?" is no question, and the branch for no is the one warning that this brings.
  const edits = [
    '1i !pragma warning disable 6012',
    // Wine's PowerShell answers yes to whatever it is asked, whether Kneescope is running too.
    '1i !macro customCheckAppRunning\\n!macroend',
    's#^!addplugindir /x86-unicode#!addplugindir /amd64-unicode#',
  ];
  const sed = edits.map((edit) => `-e '${edit}'`).join(' ');
  writeFileSync(makensis, `#!/bin/sh\nsed ${sed} | makensis '-XTarget amd64-unicode' "$@"\n`);
  chmodSync(makensis, 0o755);
  const plugins = path.join(folder, 'plugins/x86-unicode');
  mkdirSync(plugins, { recursive: true });
  for (const name of PLUGINS) compileForWindows('nsis-plugins.c', path.join(plugins, `${name}.dll`));
}

/**
 * Builds the installer by electron-builder's own templates and ours, with a stand-in for Electron.
 * @param folder made where it is missing
 * @returns the installer
 */
export async function buildInstaller(version: string, folder: string): Promise<string> {
  const tools = path.join(folder, 'nsis');
  writeTools(tools);
  const electronDist = path.join(folder, 'electron');
  writeElectronStandIn('win32', electronDist);
  const output = path.join(folder, 'dist');
  const prepared = await prepare('win32', version, folder);
  const config = packageConfiguration({
    target: 'win32',
    ...prepared,
    output,
    electronDist,
    environment: {},
  });
  // electron-builder knows no other way to be told of these.
  const { WINEPREFIX, WINEDEBUG } = windowsNode().environment;
  Object.assign(process.env, {
    WINEPREFIX,
    WINEDEBUG,
    ELECTRON_BUILDER_NSIS_DIR: tools,
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: tools,
    ELECTRON_BUILDER_7ZIP_PATH: execFileSync('which', ['7za'], { encoding: 'utf8' }).trim(),
  });
  const files = await build({
    projectDir: ROOT,
    targets: Platform.WINDOWS.createTarget('nsis', Arch.x64),
    publish: 'never',
    config,
  });
  const installer = files.find((file) => file.endsWith('-setup.exe'));
  if (installer === undefined) throw new Error(`No installer among ${files.join(', ')}`);
  return installer;
}
