import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';

/** Something of the system that tests need: how to see that it is there, and Debian's packages that bring it. */
interface Part {
  /** A program on PATH, or an absolute path. */
  readonly shows: string;
  readonly packages: readonly string[];
  readonly for: string;
  /** The tests that it is installed for: `npm test` unless said otherwise. */
  readonly suite?: 'windows';
}

export const PARTS = {
  'stress-ng': { shows: 'stress-ng', packages: ['stress-ng'], for: 'a known CPU load that is not ours' },
  xvfb: {
    shows: 'Xvfb',
    packages: ['xvfb'],
    for: 'real programs that present frames, on a screen that nobody sees',
  },
  glxgears: { shows: 'glxgears', packages: ['mesa-utils'], for: 'a real program that presents frames' },
  vkcube: {
    shows: 'vkcube',
    packages: ['vulkan-tools', 'mesa-vulkan-drivers'],
    for: 'a real program that draws by Vulkan',
  },
  mangohud: { shows: 'mangohud', packages: ['mangohud'], for: 'frame times of a real program' },
  chromium: { shows: 'chromium', packages: ['chromium'], for: 'reports and screens in a real browser' },
  poppler: { shows: 'pdftotext', packages: ['poppler-utils'], for: 'PDFs as text and pictures' },
  unzip: { shows: 'unzip', packages: ['unzip'], for: 'what stands inside a workbook' },
  xmllint: { shows: 'xmllint', packages: ['libxml2-utils'], for: 'JUnit files against a schema' },
  'chinese-font': {
    shows: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
    packages: ['fonts-noto-cjk'],
    for: 'Chinese text in pictures',
  },
  gcc: { shows: 'gcc', packages: ['gcc', 'libc6-dev'], for: "stand-ins for drivers' libraries" },
  wine: { shows: 'wine', packages: ['wine', 'wine64'], for: 'our programs on Windows', suite: 'windows' },
  display: {
    shows: 'Xvfb',
    packages: ['xvfb'],
    for: 'windows of programs, without a screen',
    suite: 'windows',
  },
  mingw: {
    shows: 'x86_64-w64-mingw32-gcc',
    packages: ['gcc-mingw-w64-x86-64'],
    for: 'small real programs for Windows',
    suite: 'windows',
  },
  nsis: {
    shows: 'makensis',
    packages: ['nsis'],
    for: 'our installer, compiled',
    suite: 'windows',
  },
  '7zip': {
    shows: '7za',
    packages: ['p7zip-full'],
    for: 'what the installer holds, packed and unpacked',
    suite: 'windows',
  },
} as const satisfies Record<string, Part>;
export type PartName = keyof typeof PARTS;

function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

export function isPresent(name: PartName): boolean {
  const { shows } = PARTS[name];
  return path.isAbsolute(shows) ? existsSync(shows) : onPath(shows);
}

/**
 * Brings what is missing, where this system lets us: Debian's apt, as root. Elsewhere the tests that need it are
 * skipped with the reason, or fail with CI=true.
 */
export function installMissing(suite?: 'windows'): void {
  const parts = Object.entries(PARTS) as [PartName, Part][];
  const missing = parts
    .filter(([name, part]) => part.suite === suite && !isPresent(name))
    .map(([name]) => name);
  if (missing.length === 0) return;
  const packages = missing.flatMap((name) => PARTS[name].packages);
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    console.error(
      `Missing for some tests: ${missing.join(', ')}. On Debian: apt-get install ${packages.join(' ')}`,
    );
    return;
  }
  console.error(`Installing for the tests: ${packages.join(' ')}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { stdio: ['ignore', 'ignore', 'inherit'] as ('ignore' | 'inherit')[], env: environment };
  try {
    execFileSync('apt-get', ['update', '-qq'], options);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
  } catch (error) {
    console.error(`apt-get failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
