import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyTree } from './copy-tree.ts';
import { removeLeftoverCopies } from './leftover-copies.ts';
import { SlotCopies } from './slot-copies.ts';
import { matchesGlob, readSourceTree } from './source-tree.ts';

let folder: string;
let source: string;
let data: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope-copies-'));
  source = path.join(folder, '展厅 Showroom');
  data = path.join(folder, 'runs', 'r1');
  write('Showroom.sh', '#!/bin/sh\n', 0o755);
  write('Content/Paks/big.PAK', 'p'.repeat(2_000_000));
  write('Content/场景.txt', 'scene');
  mkdirSync(path.join(source, 'Saved'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string, mode = 0o644): void {
  const file = path.join(source, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text, { mode });
}
const open = (more: { link?: string[]; into?: string; free?: number | null; keep?: number } = {}) =>
  SlotCopies.open({
    copies: { source, into: more.into ?? null, link: more.link ?? [] },
    run: 'r1',
    dataFolder: data,
    freeMiB: () => Promise.resolve(more.free === undefined ? 10_000 : more.free),
    keepFreeMiB: more.keep ?? 0,
  });
const inode = (file: string) => statSync(file).ino;

describe('a folder for each slot', () => {
  it('is the source again, with what may be run, empty folders and links that stay inside', async () => {
    symlinkSync(path.join(source, 'Content'), path.join(source, 'whole'));
    symlinkSync('Content/场景.txt', path.join(source, 'relative'));
    const copies = await open();
    expect(await copies.make(1)).toMatchObject({ slot: 1, files: 3, linked: 0 });
    const at = (name: string) => path.join(copies.folderOf(1), name);
    expect(readFileSync(at('Content/场景.txt'), 'utf8')).toBe('scene');
    expect(statSync(at('Showroom.sh')).mode & 0o777).toBe(0o755);
    expect(statSync(at('Saved')).isDirectory()).toBe(true);
    expect(readlinkSync(at('whole'))).toBe(at('Content'));
    expect(readFileSync(at('relative'), 'utf8')).toBe('scene');
    expect(inode(at('Content/Paks/big.PAK'))).not.toBe(inode(path.join(source, 'Content/Paks/big.PAK')));
    writeFileSync(at('Content/场景.txt'), 'of slot 1');
    expect(readFileSync(path.join(source, 'Content/场景.txt'), 'utf8')).toBe('scene');
  });

  it('is made once, and knows where a file of the source lies in it', async () => {
    const copies = await open();
    await copies.make(2);
    writeFileSync(path.join(copies.folderOf(2), 'state'), 'kept');
    expect(await copies.make(2)).toBeNull();
    expect(readFileSync(path.join(copies.folderOf(2), 'state'), 'utf8')).toBe('kept');
    expect(copies.placeOf(path.join(source, 'Showroom.sh'), 2)).toBe(
      path.join(copies.folderOf(2), 'Showroom.sh'),
    );
    expect(copies.placeOf(source, 2)).toBe(copies.folderOf(2));
    expect(copies.placeOf(`${source} 2/x`, 2)).toBe(`${source} 2/x`);
    expect(copies.placeOf('/usr/bin/env', 2)).toBe('/usr/bin/env');
  });

  it('shares what the plan names and nothing else, and tells when the source was written to', async () => {
    const pak = path.join(source, 'Content/Paks/big.PAK');
    const copies = await open({ link: ['*.PAK'] });
    expect(await copies.make(1)).toMatchObject({ linked: 1 });
    expect(inode(path.join(copies.folderOf(1), 'Content/Paks/big.PAK'))).toBe(inode(pak));
    expect(inode(path.join(copies.folderOf(1), 'Showroom.sh'))).not.toBe(
      inode(path.join(source, 'Showroom.sh')),
    );
    expect(copies.eachMiB).toBeLessThan(0.1);
    const later = new Date(Date.now() + 60_000);
    writeFileSync(path.join(copies.folderOf(1), 'Content/Paks/big.PAK'), 'overwritten');
    utimesSync(pak, later, later);
    expect(await copies.remove()).toEqual({ changed: [path.join('Content', 'Paks', 'big.PAK')], left: null });
    expect(existsSync(pak)).toBe(true);
  });

  it('says how many there is room for, and refuses when that is none', async () => {
    expect(await open({ free: 10, keep: 2 })).toMatchObject({ fit: 4 });
    expect(await open({ free: null })).toMatchObject({ fit: null });
    await expect(open({ free: 3, keep: 2 })).rejects.toMatchObject({
      code: 'copies.no-space',
      data: { freeMiB: 3, keepFreeMiB: 2 },
    });
    expect(existsSync(path.join(data, 'copies'))).toBe(false);
  });

  it('refuses a source that is none, and copies inside it', async () => {
    await expect(open({ into: path.join(source, 'Saved') })).rejects.toMatchObject({
      code: 'copies.inside',
    });
    const real = source;
    source = path.join(real, 'Showroom.sh');
    await expect(open()).rejects.toMatchObject({ code: 'copies.source', data: { reason: 'ENOTDIR' } });
    source = path.join(folder, 'nowhere');
    await expect(open()).rejects.toMatchObject({ code: 'copies.source', data: { reason: 'ENOENT' } });
  });

  it('is not there when it could not be made', async () => {
    const copies = await open();
    rmSync(path.join(source, 'Showroom.sh'));
    await expect(copies.make(1)).rejects.toMatchObject({ code: 'copies.failed', data: { reason: 'ENOENT' } });
    expect(existsSync(copies.folderOf(1))).toBe(false);
  });

  it('is given up with the run, half way through a large file too', async () => {
    writeFileSync(path.join(source, 'large'), Buffer.alloc(80 * 1024 * 1024));
    const copies = await open();
    const over = new AbortController();
    const seen: number[] = [];
    const making = copyTree({
      source,
      tree: await readSourceTree(source, []),
      target: path.join(folder, 'half'),
      means: { reflinks: false, hardLinks: false },
      signal: over.signal,
      copied: (bytes) => {
        seen.push(bytes);
        // The large file comes in pieces, so that somebody can stop it.
        if (bytes > 3_000_000) over.abort();
      },
    });
    await expect(making).rejects.toThrow('abort');
    expect(seen.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(80 * 1024 * 1024);
    copies.giveUp();
    await expect(copies.make(1)).rejects.toThrow('abort');
    expect(copies.progress).toBeNull();
    expect(await copies.remove()).toEqual({ changed: [], left: null });
  });
});

describe('after a crash', () => {
  it('the next start removes what was left, wherever it lay', async () => {
    const into = path.join(folder, 'fast disk');
    const copies = await open({ into });
    await copies.make(1);
    expect(copies.folderOf(1)).toBe(path.join(into, 'kneescope-r1', '1'));
    expect(await removeLeftoverCopies(path.join(folder, 'runs'))).toEqual([]);
    expect(existsSync(path.join(into, 'kneescope-r1'))).toBe(false);
    expect(existsSync(into)).toBe(true);
    expect(await removeLeftoverCopies(path.join(folder, 'runs'))).toEqual([]);
  });

  it('never removes a folder that does not bear the mark of that run', async () => {
    const into = path.join(folder, 'disk');
    await open({ into });
    const place = path.join(into, 'kneescope-r1');
    writeFileSync(path.join(place, 'precious'), 'x');
    writeFileSync(path.join(place, '.kneescope-copies'), 'another run');
    expect(await removeLeftoverCopies(path.join(folder, 'runs'))).toEqual([]);
    expect(existsSync(path.join(place, 'precious'))).toBe(true);
  });
});

describe('a glob of the plan', () => {
  it.each([
    ['Content/Paks/a.pak', '*.pak', true],
    ['a.pak.bak', '*.pak', false],
    ['Content/Paks/a.pak', 'Content/**/*.pak', true],
    ['Content/Paks/a.pak', 'Content/*.pak', false],
    ['Content/场景.ucas', '*.{ucas,utoc}', true],
  ])('%s by %s: %s', (name, glob, matches) => {
    expect(matchesGlob(name, glob)).toBe(matches);
  });
});
