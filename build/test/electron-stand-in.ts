import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import type { Target } from '../package/configuration.ts';

/** What marks the place of the fuses in Electron's executable (electron/fuses, constants.ts). */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES = 8;
/** The parts of Electron that a package is held to keep, or to leave out. */
const FILES = [
  'LICENSE',
  'LICENSES.chromium.html',
  'icudtl.dat',
  'resources.pak',
  'v8_context_snapshot.bin',
  'locales/de.pak',
  'locales/en-US.pak',
  'locales/fr.pak',
  'locales/zh-CN.pak',
  'locales/zh-TW.pak',
];
const MANIFEST_TYPE = 24;
const MANIFEST =
  '<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0"><trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">' +
  '<security><requestedPrivileges><requestedExecutionLevel level="asInvoker" uiAccess="false"/></requestedPrivileges></security></trustInfo></assembly>';

/** Version 1, so many fuses, each as Electron ships them: unset. */
function fuseWire(): Buffer {
  return Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, FUSES]), Buffer.from('1'.repeat(FUSES))]);
}

/** The smallest executable for Windows: a head, a manifest, a version, and the fuses behind them. */
function tinyExecutable(): Buffer {
  const executable = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(executable);
  const version = Resource.VersionInfo.createEmpty();
  version.lang = 1033;
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron' });
  version.outputToResourceEntries(resources.entries);
  resources.entries.push({
    type: MANIFEST_TYPE,
    id: 1,
    lang: 1033,
    codepage: 1200,
    bin: new TextEncoder().encode(MANIFEST).buffer,
  });
  resources.outputResource(executable);
  return Buffer.concat([Buffer.from(executable.generate()), fuseWire()]);
}

/**
 * A folder that looks like Electron unpacked, for a machine where its binary cannot be had: the executable is the smallest
 * one that can be given resources and fuses, everything else a file of a few bytes. Nothing in it can run.
 */
export function writeElectronStandIn(target: Target, folder: string): void {
  for (const file of FILES) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), 'stand-in');
  }
  const executable =
    target === 'win32' ? tinyExecutable() : Buffer.concat([Buffer.from('\x7fELF'), fuseWire()]);
  writeFileSync(path.join(folder, target === 'win32' ? 'electron.exe' : 'electron'), executable, {
    mode: 0o755,
  });
}
