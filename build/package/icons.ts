import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

/** What Windows shows, from the smallest list to the largest tile. */
const ICO_SIZES = [16, 20, 24, 32, 40, 48, 64, 128, 256];
/** The sizes that the icon theme of freedesktop.org knows. */
const PNG_SIZES = [16, 32, 48, 64, 128, 256, 512];

let ready: Promise<void> | null = null;

/** An SVG as PNGs of these sizes, in pixels. */
export async function pngsOf(svg: string, sizes: readonly number[]): Promise<Map<number, Buffer>> {
  const wasm = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
  ready ??= initWasm(readFileSync(wasm));
  await ready;
  return new Map(
    sizes.map((size) => {
      const picture = new Resvg(svg, { fitTo: { mode: 'width', value: size } });
      return [size, Buffer.from(picture.render().asPng())] as const;
    }),
  );
}

/** PNGs as one ICO, which Windows reads since Vista: a table of places and sizes, and the files behind it. */
export function icoOf(pngs: ReadonlyMap<number, Buffer>): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pngs.size, 4);
  let place = head.length + 16 * pngs.size;
  const table = [...pngs].map(([size, png]) => {
    const entry = Buffer.alloc(16);
    // One byte each: 0 stands for 256.
    entry.writeUInt8(size % 256, 0);
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(place, 12);
    place += png.length;
    return entry;
  });
  return Buffer.concat([head, ...table, ...pngs.values()]);
}

/** Writes `icon.ico` and `icons/SIZExSIZE.png`, all of the one SVG. */
export async function writeIcons(svgFile: string, folder: string): Promise<void> {
  const svg = readFileSync(svgFile, 'utf8');
  mkdirSync(path.join(folder, 'icons'), { recursive: true });
  writeFileSync(path.join(folder, 'icon.ico'), icoOf(await pngsOf(svg, ICO_SIZES)));
  for (const [size, png] of await pngsOf(svg, PNG_SIZES))
    writeFileSync(path.join(folder, 'icons', `${size}x${size}.png`), png);
}
