import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readText } from './read-text.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope-text-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function written(name: string, ...parts: readonly Buffer[]): string {
  const file = path.join(folder, name);
  writeFileSync(file, Buffer.concat(parts));
  return file;
}

const TEXT = '{"name":"展厅 🙂"}';
const utf16 = Buffer.from(TEXT, 'utf16le');

describe('a text that a person wrote', () => {
  it.each([
    ['UTF-8', [Buffer.from(TEXT)]],
    ['UTF-8 with a mark', [Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(TEXT)]],
    ['UTF-16, as Notepad says Unicode', [Buffer.from([0xff, 0xfe]), utf16]],
    ['UTF-16 big endian', [Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]],
  ])('is read in %s', async (name, parts) => {
    expect(await readText(written(name, ...parts))).toBe(TEXT);
  });

  it('is refused in the code page of a Chinese Windows, and not misread', async () => {
    // 展厅 in GB 18030.
    const file = written('gb', Buffer.from('{"name":"'), Buffer.from([0xd5, 0xb9, 0xcc, 0xfc]));
    await expect(readText(file)).rejects.toMatchObject({ code: 'file.encoding', data: { file } });
  });

  it('that is not there is told', async () => {
    await expect(readText(path.join(folder, 'none'))).rejects.toMatchObject({ code: 'file.unreadable' });
  });
});
