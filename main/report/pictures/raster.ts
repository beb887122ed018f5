import { readFileSync } from 'node:fs';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import wasmFile from '@resvg/resvg-wasm/index_bg.wasm?asset&asarUnpack';
import type { PictureFonts } from './fonts.ts';
import { standaloneSvg } from './standalone-svg.ts';

/** Pixels of the picture for one of the drawing: sharp on paper and on dense screens. */
const SCALE = 2;

/** SVG → PNG, in this thread. */
export async function rasterizer(fonts: PictureFonts): Promise<(svg: string) => Uint8Array> {
  await initWasm(readFileSync(wasmFile));
  const font = {
    fontBuffers: fonts.files.map((file) => new Uint8Array(readFileSync(file))),
    sansSerifFamily: fonts.family,
    defaultFontFamily: fonts.family,
  };
  return (svg) =>
    new Resvg(standaloneSvg(svg), { font, fitTo: { mode: 'zoom', value: SCALE } }).render().asPng();
}
