import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { BRIDGE_BOUNDS } from '../../../shared/bridge/bounds.ts';
import { Uploads } from './uploads.ts';

const bytes = (text: string) => Buffer.from(text);
const WRONG = { code: 'upload.wrong' };

it('puts a file together from its parts, and forgets it without a trace', async () => {
  const uploads = new Uploads();
  const owner = {};
  const id = await uploads.begin(owner, 'run.ndjson', 5);
  await uploads.add(owner, id, bytes('ab'));
  expect(() => uploads.whole(owner, [id])).toThrow(expect.objectContaining(WRONG) as Error);
  await uploads.add(owner, id, bytes('cde'));
  const [file = ''] = uploads.whole(owner, [id]);
  expect([path.basename(file), readFileSync(file, 'utf8')]).toEqual(['run.ndjson', 'abcde']);
  await uploads.forget(owner, [id]);
  expect(existsSync(path.dirname(file))).toBe(false);
  expect(() => uploads.whole(owner, [id])).toThrow(expect.objectContaining(WRONG) as Error);
});

it('takes no more than was announced, from nobody but who announced it, and only so many', async () => {
  const uploads = new Uploads();
  const owner = {};
  const id = await uploads.begin(owner, 'a', 1);
  await expect(uploads.add({}, id, bytes('a'))).rejects.toMatchObject(WRONG);
  await expect(uploads.add(owner, id, bytes('ab'))).rejects.toMatchObject(WRONG);
  for (let open = 1; open < BRIDGE_BOUNDS.files; open++) await uploads.begin(owner, 'a', 1);
  await expect(uploads.begin(owner, 'a', 1)).rejects.toMatchObject(WRONG);
  await uploads.forget({}, [id]);
  await uploads.forgetAll(owner);
  await uploads.forgetAll(owner);
  await uploads.begin(owner, 'a', 1);
  await uploads.forgetAll(owner);
});

it.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\runs\\a<b>.csv', 'a_b_.csv'],
  ['..', 'file'],
  ['a/', 'file'],
  ['\u0000\n', '__'],
])('never leads out of its folder: %j', async (name, expected) => {
  const uploads = new Uploads();
  const owner = {};
  const id = await uploads.begin(owner, name, 0);
  const [file = ''] = uploads.whole(owner, [id]);
  expect(path.basename(file)).toBe(expected);
  expect(path.dirname(file)).toMatch(/kneescope-import-[^/\\]+$/u);
  await uploads.forgetAll(owner);
});
