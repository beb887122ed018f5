import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { extractFile, getRawHeader, listPackage, statFile } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packStandIn, type StandInPackage } from '../test/pack-stand-in.ts';
import type { Target } from './configuration.ts';

const VERSION = '0.1.1-dev.3.gabc1234';
const MIB = 1024 * 1024;
/** What goes over a line of a box that has a slow one: raise it knowingly, with the reason in the commit. */
const BUDGET_MIB = { archive: 12, natives: 4 };

const folder = mkdtempSync(path.join(tmpdir(), 'kneescope-package '));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Every file below a folder, with slashes. */
function filesIn(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted();
}

const PROGRAMS = [
  'desktop',
  'engine',
  'guardian',
  'inventory',
  'kept-worker',
  'kneescope',
  'planning-worker',
  'procfs-worker',
  'report-worker',
  'sampler',
];
/** All that may be in the archive; whatever else turns up is a mistake until somebody writes it down here. */
const WITHIN: Record<Target, readonly RegExp[]> = {
  win32: within('win32'),
  linux: within('linux'),
};
function within(target: Target): RegExp[] {
  return [
    /^package\.json$/u,
    new RegExp(`^out/main/(?:${PROGRAMS.join('|')})\\.js$`, 'u'),
    /^out\/main\/chunks\/[\w.-]+\.(?:js|wasm)$/u,
    /^out\/preload\/preload\.cjs$/u,
    /^out\/renderer\/(?:index\.html|icon\.png|assets\/[\w.-]+\.(?:js|css|svg))$/u,
    /^node_modules\/koffi\/(?:package\.json|LICENSE\.txt|(?:src\/koffi\/)?(?:index|indirect)\.c?js|src\/koffi\/src\/static\.c?js)$/u,
    new RegExp(
      `^node_modules/@koromix/koffi-${target}-x64/(?:package\\.json|index\\.js|${target}_x64/koffi\\.node)$`,
      'u',
    ),
    /^node_modules\/better-sqlite3\/(?:package\.json|LICENSE|lib\/(?:methods\/)?[\w-]+\.js)$/u,
    new RegExp(`^node_modules/better-sqlite3/prebuilds/${target}-x64\\.node$`, 'u'),
  ];
}
const NATIVES = (target: Target) => [
  `node_modules/@koromix/koffi-${target}-x64/${target}_x64/koffi.node`,
  `node_modules/better-sqlite3/prebuilds/${target}-x64.node`,
];
const MAGIC: Record<Target, string> = { win32: 'MZ', linux: '\x7fELF' };

describe.each(['win32', 'linux'] as const)('what is packaged for %s', (target) => {
  let made: StandInPackage;
  let archive: string;
  let entries: string[];
  beforeAll(async () => {
    made = await packStandIn(target, VERSION, path.join(folder, target));
    archive = path.join(made.app, 'resources/app.asar');
    const all = listPackage(archive, { isPack: false }).map((entry) => entry.slice(1).replaceAll('\\', '/'));
    entries = all.filter((entry) => !('files' in statFile(archive, path.normalize(entry))));
  }, 300_000);

  it('holds what is needed and nothing else', () => {
    expect(entries.filter((entry) => !WITHIN[target].some((rule) => rule.test(entry)))).toEqual([]);
    expect(entries).toEqual(expect.arrayContaining(PROGRAMS.map((name) => `out/main/${name}.js`)));
    expect(entries).toEqual(expect.arrayContaining(['out/preload/preload.cjs', 'out/renderer/index.html']));
  });

  it('has the native modules of that system beside the archive, and no other', () => {
    expect(entries.filter((entry) => entry.endsWith('.node'))).toEqual(NATIVES(target));
    for (const native of NATIVES(target))
      expect(statFile(archive, path.normalize(native))).toMatchObject({ unpacked: true });
    const beside = `${archive}.unpacked`;
    expect(filesIn(beside)).toEqual(NATIVES(target));
    for (const file of filesIn(beside))
      expect(readFileSync(path.join(beside, file)).toString('latin1')).toMatch(
        new RegExp(`^${MAGIC[target]}`, 'u'),
      );
  });

  it('keeps to its budget', () => {
    expect(statSync(archive).size / MIB).toBeLessThan(BUDGET_MIB.archive);
    const natives = filesIn(`${archive}.unpacked`).map(
      (file) => statSync(path.join(`${archive}.unpacked`, file)).size,
    );
    expect(natives.reduce((sum, size) => sum + size, 0) / MIB).toBeLessThan(BUDGET_MIB.natives);
  });

  it('lies as an installer lays it: command line, licences, the languages that it speaks', () => {
    const around = filesIn(made.app).filter((file) => !file.startsWith('resources/app.asar'));
    expect(around).toEqual(
      [
        ...(target === 'win32'
          ? ['Kneescope.exe', 'bin/kneescope.cmd']
          : ['bin/kneescope', 'kneescope-desktop']),
        'LICENSE.electron.txt',
        'LICENSES.chromium.html',
        'THIRD-PARTY-LICENSES.txt',
        'icudtl.dat',
        'locales/en-US.pak',
        'locales/zh-CN.pak',
        'resources.pak',
        'v8_context_snapshot.bin',
      ].toSorted(),
    );
    if (target === 'linux') expect(statSync(path.join(made.app, 'bin/kneescope')).mode & 0o111).toBe(0o111);
  });

  it('has the version of its commit, and begins with the desktop app', () => {
    const manifest = JSON.parse(extractFile(archive, 'package.json').toString()) as Record<string, unknown>;
    expect(manifest).toMatchObject({ version: VERSION, main: 'out/main/desktop.js', type: 'module' });
    expect(manifest['devDependencies']).toBeUndefined();
    expect(manifest['scripts']).toBeUndefined();
  });

  it('has its fuses set: Node by its own name only, no debugger, no other archive', async () => {
    const wire = await getCurrentFuseWire(made.executable);
    const on = (fuse: FuseV1Options) => String.fromCharCode(wire[fuse] ?? 0) === '1';
    expect({
      runAsNode: on(FuseV1Options.RunAsNode),
      cookies: on(FuseV1Options.EnableCookieEncryption),
      nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: on(FuseV1Options.EnableNodeCliInspectArguments),
      integrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
      fileScheme: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: true,
      cookies: true,
      nodeOptions: false,
      inspect: false,
      integrity: true,
      onlyAsar: true,
      fileScheme: false,
    });
  });

  it('names everybody whose code is in it, bundled or beside', () => {
    const text = readFileSync(path.join(made.app, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of [
      'react',
      'recharts',
      'zod',
      'ws',
      'happy-dom',
      'koffi',
      'better-sqlite3',
      '@resvg/resvg-wasm',
    ])
      expect(text).toMatch(new RegExp(`^  ${name} \\d[\\w.-]*: \\S`, 'mu'));
    expect(text).toContain(`@koromix/koffi-${target}-x64`);
    for (const tool of ['typescript', 'vitest', 'electron-builder', 'node-addon-api'])
      expect(text).not.toMatch(new RegExp(`^  ${tool} `, 'mu'));
  });
});

describe('the executable for Windows', () => {
  let made: StandInPackage;
  let resources: NtExecutableResource;
  let signed: string;
  beforeAll(async () => {
    // Stands for somebody's signing program: it writes down what it was given.
    const signer = path.join(folder, 'signer');
    signed = path.join(folder, 'signed');
    writeFileSync(signer, `#!/bin/sh\nprintf '%s\\n' "$1" >> '${signed}'\n`);
    chmodSync(signer, 0o755);
    made = await packStandIn('win32', VERSION, path.join(folder, 'signed for win32'), {
      KNEESCOPE_SIGN: signer,
    });
    resources = NtExecutableResource.from(NtExecutable.from(readFileSync(made.executable)));
  }, 300_000);

  const textOf = (type: number | string) => {
    const entry = resources.entries.find((one) => one.type === type);
    return entry === undefined ? '' : Buffer.from(entry.bin).toString();
  };

  it('asks for no elevation', () => {
    expect(textOf(24)).toContain('level="asInvoker"');
  });

  it('has name, version and every size of the icon', () => {
    const [version] = Resource.VersionInfo.fromEntries(resources.entries);
    expect(version?.getStringValues({ lang: 1033, codepage: 1200 })).toMatchObject({
      ProductName: 'Kneescope',
      FileVersion: VERSION,
    });
    const [group] = Resource.IconGroupEntry.fromEntries(resources.entries);
    expect(group?.icons.map(({ width }) => width % 256)).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 0]);
  });

  it('knows the hash of its archive', () => {
    const { headerString } = getRawHeader(path.join(made.app, 'resources/app.asar'));
    const value = createHash('sha256').update(headerString).digest('hex');
    expect(JSON.parse(textOf('INTEGRITY'))).toEqual([{ file: 'resources\\app.asar', alg: 'SHA256', value }]);
  });

  it('is signed by the program that the environment names', () => {
    expect(readFileSync(signed, 'utf8').trim().split('\n')).toEqual([made.executable]);
  });

  it('comes with no helper that elevates', () => {
    expect(existsSync(path.join(made.app, 'resources/elevate.exe'))).toBe(false);
  });
});
