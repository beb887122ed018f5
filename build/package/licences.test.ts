import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { installedFolders, licenceOf, licenceText } from './licences.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kneescope-licences-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function packageWith(name: string, manifest: Record<string, unknown>, text?: string): string {
  const folder = path.join(root, 'node_modules', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', ...manifest }));
  if (text !== undefined) writeFileSync(path.join(folder, 'LICENSE'), text);
  return folder;
}

describe('the licence of a package', () => {
  it.each(['MIT', '(MIT OR GPL-3.0)', 'MIT AND ISC', 'MPL-2.0'])('may be %s', (license) => {
    expect(licenceOf(packageWith('allowed', { license }, 'Do as you like')).licence).toBe(license);
  });

  it.each([['GPL-3.0'], ['MIT AND GPL-3.0'], ['SEE LICENSE IN LICENSE'], [undefined]])(
    '%s is for a person to decide',
    (license) => {
      expect(() => licenceOf(packageWith('refused', { license }))).toThrow(
        /^refused 1\.0\.0 has the licence/u,
      );
    },
  );
});

it('lists each package once, with its words, or where they are and whose', () => {
  const one = licenceOf(
    packageWith('@scope/one', { license: 'MIT', author: { name: 'Ann', url: 'https://ann.invalid' } }),
  );
  const two = licenceOf(packageWith('two', { license: 'ISC' }, ' Copyright Bob \n'));
  const text = licenceText([two, one, two]);
  expect(text.match(/^two 1\.0\.0$/gmu)).toHaveLength(1);
  expect(text).toContain('Copyright Bob');
  expect(text).toContain("By Ann. The licence's words: https://spdx.org/licenses/MIT.html");
});

it('finds packages of a scope too, and no folder without a package', () => {
  mkdirSync(path.join(root, 'node_modules/.bin'), { recursive: true });
  const names = installedFolders(path.join(root, 'node_modules')).map((folder) => path.basename(folder));
  expect(names).toContain('one');
  expect(names).not.toContain('.bin');
});
