import type { Language } from '../../../shared/locale/language.ts';
import type { Recording } from '../../../shared/model/trace-text.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import { framesOverNData, loadOverNData, loadOverTimeData } from '../../../renderer/charts/chart-data.ts';
import { drawPictures } from './draw-pictures.ts';
import type { ChartRequest } from './picture-request.ts';

/** The charts of a run by their names; one that has nothing to show is left out. */
export type RunPictures = ReadonlyMap<ChartRequest['chart'], string>;

/** Draws the charts of a run: loads over n and over time, and frames over n where frames were measured. */
export async function runPictures(
  recording: Recording,
  verdict: Verdict,
  language: Language,
): Promise<RunPictures> {
  const frames = framesOverNData(recording, verdict);
  const charts: ChartRequest[] = [
    { chart: 'load-over-n', data: loadOverNData(verdict) },
    { chart: 'load-over-time', data: loadOverTimeData(recording, verdict) },
    ...(frames.points.length === 0 ? [] : [{ chart: 'frames-over-n' as const, data: frames }]),
  ];
  const pictures = await drawPictures({ language, charts });
  return new Map(charts.map(({ chart }, place) => [chart, pictures[place] ?? '']));
}
