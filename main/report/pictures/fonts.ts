import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Language } from '../../../shared/locale/language.ts';
import { Problem } from '../../../shared/model/problem.ts';

/** A family and its files; bold may be missing. */
interface Family {
  readonly name: string;
  readonly files: readonly string[];
}

/** What a picture is written with: pixels have no browser to choose a font for them. */
export interface PictureFonts {
  readonly family: string;
  readonly files: readonly string[];
}

const WINDOWS = path.join(process.env['WINDIR'] ?? 'C:\\Windows', 'Fonts');
const DEBIAN = '/usr/share/fonts';
const MAC = '/System/Library/Fonts';

const LATIN: readonly Family[] = [
  { name: 'Segoe UI', files: [`${WINDOWS}/segoeui.ttf`, `${WINDOWS}/segoeuib.ttf`] },
  { name: 'Arial', files: [`${WINDOWS}/arial.ttf`, `${WINDOWS}/arialbd.ttf`] },
  {
    name: 'DejaVu Sans',
    files: [`${DEBIAN}/truetype/dejavu/DejaVuSans.ttf`, `${DEBIAN}/truetype/dejavu/DejaVuSans-Bold.ttf`],
  },
  { name: 'DejaVu Sans', files: [`${DEBIAN}/dejavu-sans-fonts/DejaVuSans.ttf`] },
  {
    name: 'Liberation Sans',
    files: [
      `${DEBIAN}/truetype/liberation/LiberationSans-Regular.ttf`,
      `${DEBIAN}/truetype/liberation/LiberationSans-Bold.ttf`,
    ],
  },
  { name: 'Noto Sans', files: [`${DEBIAN}/truetype/noto/NotoSans-Regular.ttf`] },
  { name: 'Helvetica', files: [`${MAC}/Helvetica.ttc`] },
];

const CHINESE: readonly Family[] = [
  { name: 'Microsoft YaHei', files: [`${WINDOWS}/msyh.ttc`, `${WINDOWS}/msyhbd.ttc`] },
  { name: 'SimHei', files: [`${WINDOWS}/simhei.ttf`] },
  {
    name: 'Noto Sans CJK SC',
    files: [
      `${DEBIAN}/opentype/noto/NotoSansCJK-Regular.ttc`,
      `${DEBIAN}/opentype/noto/NotoSansCJK-Bold.ttc`,
    ],
  },
  { name: 'Noto Sans CJK SC', files: [`${DEBIAN}/google-noto-cjk/NotoSansCJK-Regular.ttc`] },
  { name: 'WenQuanYi Micro Hei', files: [`${DEBIAN}/truetype/wqy/wqy-microhei.ttc`] },
  { name: 'Heiti SC', files: [`${MAC}/STHeiti Light.ttc`] },
];

/**
 * A font of this system that has the letters of a language: the first of the known ones.
 * @throws Problem `font.missing`; SVG needs none
 */
export function pictureFonts(
  language: Language,
  isThere: (file: string) => boolean = existsSync,
): PictureFonts {
  // A Chinese font has Latin letters too, but not the other way round.
  const families = language === 'zh-CN' ? CHINESE : [...LATIN, ...CHINESE];
  for (const { name, files } of families) {
    const found = files.filter(isThere);
    if (found[0] !== undefined && found[0] === files[0]) return { family: name, files: found };
  }
  throw new Problem('font.missing', { known: [...new Set(families.map(({ name }) => name))] });
}
