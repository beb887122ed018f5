import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { placeOn, readPlace, writePlace } from './window-place.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kneescope place '));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const SCREEN = { x: 0, y: 0, width: 1920, height: 1040 };
const SECOND = { x: 1920, y: 0, width: 1280, height: 984 };
const at = (x: number, y: number, width = 1200, height = 700) => ({
  bounds: { x, y, width, height },
  maximized: false,
});

it('reads what it wrote', () => {
  const file = path.join(folder, 'window.json');
  writePlace(file, { ...at(3, 4), maximized: true });
  expect(readPlace(file)).toEqual({ ...at(3, 4), maximized: true });
});

it.each(['', '{}', '{"bounds":{"x":1,"y":2,"width":"wide","height":3}}', '[1'])(
  'knows no place where %j stands',
  (text) => {
    const file = path.join(folder, 'broken.json');
    writeFileSync(file, text);
    expect(readPlace(file)).toBeNull();
  },
);

it.each([
  ['where it was', at(100, 80), [SCREEN], { x: 100, y: 80, width: 1200, height: 700 }],
  ['on the second screen', at(2000, 10), [SCREEN, SECOND], { x: 2000, y: 10, width: 1200, height: 700 }],
  ['as usual when that screen is gone', at(2000, 10), [SCREEN], { width: 1280, height: 860 }],
  ['as usual when its bar would be out of sight', at(100, -200), [SCREEN], { width: 1280, height: 860 }],
  ['no smaller than it can be read', at(0, 0, 40, 30), [SCREEN], { width: 1280, height: 860 }],
  ['as usual for the first time', null, [SCREEN], { width: 1280, height: 860 }],
])('opens %s', (_how, place, screens, expected) => {
  expect(placeOn(place, screens)).toEqual(expected);
});
