import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Data } from 'resedit';
import { expect, it } from 'vitest';
import { icoOf, pngsOf } from './icons.ts';
import { ROOT } from './configuration.ts';

const SIZES = [16, 48, 256];

it('is drawn in each size from the one SVG, and Windows finds each in the ICO', async () => {
  const pngs = await pngsOf(readFileSync(path.join(ROOT, 'renderer/app/icon.svg'), 'utf8'), SIZES);
  for (const [size, png] of pngs) {
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  }
  const { icons } = Data.IconFile.from(icoOf(pngs));
  expect(icons.map(({ width }) => (width === 0 ? 256 : width))).toEqual(SIZES);
  icons.forEach(({ data }, at) => {
    const bin = 'bin' in data ? Buffer.from(data.bin) : null;
    expect(bin?.equals(pngs.get(SIZES[at]!)!)).toBe(true);
  });
});
