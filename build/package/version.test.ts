import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeCheckout, versionOf } from './version.ts';

describe('the version of a package', () => {
  it.each([
    ['v1.2.3-0-gabc1234', '1.2.3'],
    ['v1.2.3-17-gabc1234', '1.2.4-dev.17.gabc1234'],
    ['v1.2.3-0-g0123456-dirty', '1.2.4-dev.0.g0123456.dirty'],
    ['v10.0.9-1-g0000001\n', '10.0.10-dev.1.g0000001'],
    [null, '0.1.0'],
    ['release-2', '0.1.0'],
  ])('%s is %s', (described, version) => {
    expect(versionOf(described, '0.1.0')).toBe(version);
  });

  it('is read from a real checkout: none before a tag, the tag, then what came after it', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kneescope-version-'));
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.invalid', ...words], {
        cwd: folder,
        stdio: 'ignore',
      });
    try {
      expect(describeCheckout(folder)).toBeNull();
      git('init');
      git('commit', '--allow-empty', '-m', 'one');
      expect(describeCheckout(folder)).toBeNull();
      git('tag', 'v2.0.0');
      expect(versionOf(describeCheckout(folder), '0.1.0')).toBe('2.0.0');
      writeFileSync(path.join(folder, 'file'), '');
      git('add', '.');
      git('commit', '-m', 'two');
      expect(versionOf(describeCheckout(folder), '0.1.0')).toMatch(/^2\.0\.1-dev\.1\.g[0-9a-f]{7,}$/u);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
