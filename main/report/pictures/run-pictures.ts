import type { Language } from '../../../shared/locale/language.ts';
import type { Recording } from '../../../shared/model/trace-text.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import { framesOverNData, loadOverNData, loadOverTimeData } from '../../../renderer/charts/chart-data.ts';
import { drawPictures } from './draw-pictures.ts';
import type { PictureFonts } from './fonts.ts';
import type { ChartRequest } from './picture-request.ts';
import { standaloneSvg } from './standalone-svg.ts';

type ChartName = ChartRequest['chart'];

/** A chart as pixels. */
export interface Picture {
  readonly name: ChartName;
  readonly png: Uint8Array;
  /** Of the drawing; the pixels are a whole multiple. */
  readonly width: number;
  readonly height: number;
}

/** The charts of a run by their names; one that has nothing to show is left out. */
export interface RunPictures {
  /** For a page of ours, whose colours they take. */
  readonly inPage: ReadonlyMap<ChartName, string>;
  /** Files of their own. */
  readonly standalone: ReadonlyMap<ChartName, string>;
  /** Empty where no pixels were asked for. */
  readonly pixels: readonly Picture[];
}

function sizeOf(svg: string): { width: number; height: number } {
  const [, width, height] = /^<svg[^>]* width="(\d+)" height="(\d+)"/u.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
}

/**
 * Draws the charts of a run: loads over n and over time, and frames over n where frames were measured.
 * @param fonts what pixels are written with; null for none
 */
export async function runPictures(
  recording: Recording,
  verdict: Verdict,
  language: Language,
  fonts: PictureFonts | null,
): Promise<RunPictures> {
  const frames = framesOverNData(recording, verdict);
  const charts: ChartRequest[] = [
    { chart: 'load-over-n', data: loadOverNData(verdict) },
    { chart: 'load-over-time', data: loadOverTimeData(recording, verdict) },
    ...(frames.points.length === 0 ? [] : [{ chart: 'frames-over-n' as const, data: frames }]),
  ];
  const answers = await drawPictures({ language, charts, pixels: fonts });
  const drawn = charts.flatMap(({ chart: name }, place) => {
    const answer = answers[place];
    return answer ? [{ name, ...answer }] : [];
  });
  return {
    inPage: new Map(drawn.map(({ name, svg }) => [name, svg])),
    standalone: new Map(drawn.map(({ name, svg }) => [name, standaloneSvg(svg)])),
    pixels: drawn.flatMap(({ name, svg, png }) => (png ? [{ name, png, ...sizeOf(svg) }] : [])),
  };
}
