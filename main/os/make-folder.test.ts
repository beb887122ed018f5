import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder, makeFolderSync } from './make-folder.ts';

let base: string;
beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'folder-'));
});
afterEach(() => {
  rmSync(base, { recursive: true });
});

describe.each([
  ['at once', (folder: string) => Promise.resolve(folder).then(makeFolderSync)],
  ['beside other work', makeFolder],
])('a folder made %s', (_, make) => {
  it('comes with those above it, and may be there already', async () => {
    const folder = path.join(base, '渲染', 'a b', 'c');
    await make(folder);
    await make(folder);
    expect(statSync(folder).isDirectory()).toBe(true);
  });

  it('may be asked for many times at once', async () => {
    const folder = path.join(base, 'd', 'e', 'f');
    await Promise.all(Array.from({ length: 20 }, () => make(folder)));
    expect(existsSync(folder)).toBe(true);
  });

  it('is refused where a file stands in the way', async () => {
    const file = path.join(base, 'file');
    writeFileSync(file, '');
    await expect(make(file)).rejects.toThrow('EEXIST');
    await expect(make(path.join(file, 'below'))).rejects.toThrow('ENOTDIR');
  });

  // Node's own way never comes back from there.
  it.runIf(process.platform === 'linux')('is refused below /proc', async () => {
    await expect(make('/proc/nowhere/x/y')).rejects.toThrow('ENOENT');
  });
});
