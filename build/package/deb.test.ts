import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeElectronStandIn } from '../test/electron-stand-in.ts';
import { packageConfiguration, ROOT } from './configuration.ts';
import { prepare } from './prepare.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kneescope-deb-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What fpm, which makes the deb and cannot be had everywhere, would be told: `from=to` and options. */
describe('the deb', () => {
  let words: readonly string[];
  let files: ReadonlyMap<string, string>;
  const texts = new Map<string, string>();
  const option = (name: string) => words[words.indexOf(name) + 1];

  beforeAll(async () => {
    const electronDist = path.join(folder, 'electron');
    writeElectronStandIn('linux', electronDist);
    const prepared = await prepare('linux', '0.1.1-dev.3.gabc1234', folder);
    const output = path.join(folder, 'dist');
    await build({
      projectDir: ROOT,
      targets: Platform.LINUX.createTarget('deb', Arch.x64),
      publish: 'never',
      config: packageConfiguration({ target: 'linux', ...prepared, output, electronDist, environment: {} }),
      effectiveOptionComputed: (options: readonly [readonly string[], string]) => {
        [words] = options;
        const pairs = words.filter((word) => /^\/[^=]*=\//u.test(word)).map((word) => word.split('='));
        files = new Map(pairs.map(([from, to]) => [to!, from!]));
        // They are removed when the build is done.
        for (const [to, from] of files)
          if (statSync(from).isFile()) texts.set(to, readFileSync(from, 'latin1'));
        for (const name of ['--after-install', '--after-remove'])
          texts.set(name, readFileSync(option(name)!, 'utf8'));
        return Promise.resolve(true);
      },
    });
  }, 300_000);

  it('puts the app into /opt, the command line into /usr/bin, an icon of each size into the theme', () => {
    expect(files.get('/opt/Kneescope')).toBe(path.join(folder, 'dist/linux-unpacked/'));
    expect(texts.get('/usr/bin/kneescope')).toContain('exec /opt/Kneescope/bin/kneescope "$@"');
    expect(statSync(files.get('/usr/bin/kneescope')!).mode & 0o111).toBe(0o111);
    for (const size of [16, 48, 256, 512])
      expect(files.has(`/usr/share/icons/hicolor/${size}x${size}/apps/kneescope-desktop.png`)).toBe(true);
  });

  it('opens plans: their type goes by the end of the name, and the app takes it', () => {
    expect(texts.get('/usr/share/mime/packages/kneescope-desktop.xml')).toContain(
      '<glob pattern="*.plan.json"/>',
    );
    const [desktop] = [...texts].find(([to]) => to.endsWith('.desktop')) ?? [];
    const entry = texts.get(desktop ?? '') ?? '';
    expect(entry).toMatch(/^MimeType=.*application\/x-kneescope-plan\+json/mu);
    expect(entry).toMatch(/^Exec=\/opt\/Kneescope\/kneescope-desktop .*%[fFuU]/mu);
  });

  it('links nothing else to PATH than the window, and takes that off again', () => {
    expect(texts.get('--after-install')).toContain("'/usr/bin/kneescope-desktop'");
    expect(texts.get('--after-install')).not.toMatch(/\/usr\/bin\/kneescope'/u);
    expect(texts.get('--after-remove')).toContain('kneescope-desktop');
  });

  it('sorts a version of development before the release that it leads to', () => {
    expect(option('--version')).toBe('0.1.1~dev.3.gabc1234');
    expect(option('--name')).toBe('kneescope');
  });
});
