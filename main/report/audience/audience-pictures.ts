import {
  AUDIENCE_CHARTS,
  chartsOf,
  type AudienceChartName,
} from '../../../renderer/charts/audience/audience-charts.ts';
import type { Language } from '../../../shared/locale/language.ts';
import type { Audience } from '../../../shared/model/audience.ts';
import { drawPictures } from '../pictures/draw-pictures.ts';

/** A picture of an audience, and the part of the answer that it belongs to. */
export interface AudiencePicture {
  readonly name: AudienceChartName;
  readonly part: (typeof AUDIENCE_CHARTS)[AudienceChartName]['part'];
  readonly svg: string;
}

/** Draws what an audience was told enough for, in the order of the questions. */
export async function audiencePictures(audience: Audience, language: Language): Promise<AudiencePicture[]> {
  const names = chartsOf(audience);
  const drawn = await drawPictures({
    language,
    charts: names.map((chart) => ({ chart, data: audience })),
    pixels: null,
  });
  return names.map((name, place) => ({
    name,
    part: AUDIENCE_CHARTS[name].part,
    svg: drawn[place]?.svg ?? '',
  }));
}
