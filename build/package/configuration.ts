import path from 'node:path';
import type { Configuration } from 'electron-builder';
import manifest from '../../package.json' with { type: 'json' };
import { signBy } from './sign.ts';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** A system that is packaged for, as Node names it. */
export type Target = 'win32' | 'linux';

export interface PackageOptions {
  readonly target: Target;
  /** What goes into the archive (`stage.ts`). */
  readonly stage: string;
  /** `icon.ico`, `icons/` and the list of licences (`icons.ts`, `licences.ts`). */
  readonly resources: string;
  readonly output: string;
  /** A folder that holds Electron, unpacked; null: electron-builder fetches it. */
  readonly electronDist: string | null;
  readonly environment: NodeJS.ProcessEnv;
}

/** What better-sqlite3 names for those who compile it; the binaries that it ships were. */
export const BUILD_ONLY = ['node-addon-api'];
/** What must not come along: what only builds, tests, types or documents, and binaries of other systems. */
const LEFT_OUT = [
  '**/*.map',
  '**/*.d.{ts,cts,mts}',
  '**/*.{lib,def,exp,pdb}',
  '**/*.md',
  '**/{test,tests,doc,docs,example,examples,bench,benchmark}/**',
  'out/bundled/**',
  'node_modules/.*',
  ...BUILD_ONLY.map((name) => `node_modules/${name}/**`),
  'node_modules/better-sqlite3/{src,deps,binding.gyp}',
  'node_modules/koffi/{vendor,lib,cnoke.*}',
  'node_modules/koffi/src/**/{*.{cc,hh,inc,S,asm,txt},trampolines.cjs}',
  'node_modules/@koromix/koffi-linux-x64/musl_x64/**',
];
const LANGUAGES = ['en-US', 'zh-CN'];
/** `%` stands in file names for nothing else, and a space would have to be quoted wherever the file is named. */
const ARTIFACT = 'Kneescope-${version}';

/** The locks that are burnt into Electron's executable. RunAsNode stays on: the command line and the engine's helpers are run by it. */
export const FUSES = {
  runAsNode: true,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  // The page comes from a scheme of our own (main/desktop/pages.ts), never from file://.
  grantFileProtocolExtraPrivileges: false,
} as const;

/** All that electron-builder is told. The README beside this file says why, where it does not show. */
export function packageConfiguration(options: PackageOptions): Configuration {
  const { target, stage, resources, output, electronDist, environment } = options;
  const other = target === 'win32' ? '{linux,linuxmusl,darwin}-*' : '{win32,linuxmusl,darwin}-*';
  const signer = environment['KNEESCOPE_SIGN'];
  return {
    appId: 'app.kneescope',
    productName: manifest.productName,
    copyright: 'Kneescope',
    directories: { app: stage, output, buildResources: resources },
    electronVersion: manifest.devDependencies.electron,
    ...(electronDist === null ? {} : { electronDist }),
    // Both native packages bring their binaries (N-API): there is nothing to rebuild for a version of Electron.
    npmRebuild: false,
    electronLanguages: LANGUAGES,
    files: [
      '**/*',
      ...[...LEFT_OUT, `node_modules/better-sqlite3/prebuilds/${other}`].map((pattern) => `!${pattern}`),
      `!node_modules/better-sqlite3/prebuilds/${target}-arm64.node`,
    ],
    // Windows and Linux load libraries from real files only. All JavaScript stays in the archive, whose hash the executable knows.
    asar: { smartUnpack: false },
    asarUnpack: ['**/*.node'],
    electronFuses: FUSES,
    extraFiles: [{ from: path.join(resources, 'THIRD-PARTY-LICENSES.txt'), to: 'THIRD-PARTY-LICENSES.txt' }],
    publish: null,
    win: {
      target: ['nsis', 'portable'].map((name) => ({ target: name, arch: 'x64' })),
      icon: path.join(resources, 'icon.ico'),
      requestedExecutionLevel: 'asInvoker',
      extraFiles: [{ from: path.join(import.meta.dirname, 'bin/kneescope.cmd'), to: 'bin/kneescope.cmd' }],
      ...(signer === undefined
        ? {}
        : { signtoolOptions: { sign: signBy(signer), signingHashAlgorithms: ['sha256'] } }),
    },
    nsis: {
      artifactName: `${ARTIFACT}-setup.\${ext}`,
      oneClick: false,
      perMachine: false,
      allowToChangeInstallationDirectory: true,
      installerLanguages: ['en_US', 'zh_CN'],
      include: path.join(import.meta.dirname, 'installer.nsh'),
      deleteAppDataOnUninstall: false,
      // Nothing updates itself: neither a block map nor a helper to elevate is needed.
      differentialPackage: false,
      packElevateHelper: false,
    },
    portable: { artifactName: `${ARTIFACT}-portable.\${ext}` },
    linux: {
      target: ['AppImage', 'deb'].map((name) => ({ target: name, arch: 'x64' })),
      icon: path.join(resources, 'icons'),
      // `kneescope` is the command line, on every system.
      executableName: 'kneescope-desktop',
      category: 'Development',
      synopsis: manifest.description,
      maintainer: environment['KNEESCOPE_MAINTAINER'] ?? 'Kneescope <kneescope@localhost.invalid>',
      fileAssociations: [
        {
          ext: 'plan.json',
          name: 'Kneescope plan',
          description: 'Kneescope plan',
          mimeType: 'application/x-kneescope-plan+json',
        },
      ],
      extraFiles: [{ from: path.join(import.meta.dirname, 'bin/kneescope'), to: 'bin/kneescope' }],
    },
    appImage: { artifactName: `${ARTIFACT}.\${ext}` },
    deb: {
      artifactName: 'kneescope_${version}_${arch}.${ext}',
      packageName: 'kneescope',
      // A link on PATH; the script finds the installation through it.
      fpm: [`${path.join(import.meta.dirname, 'bin/kneescope.deb')}=/usr/bin/kneescope`],
    },
  };
}
