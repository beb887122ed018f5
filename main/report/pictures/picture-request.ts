import type { Language } from '../../../shared/locale/language.ts';
import type { FramesOverNData } from '../../../renderer/charts/frames-over-n.tsx';
import type { LoadOverNData } from '../../../renderer/charts/load-over-n.tsx';
import type { LoadOverTimeData } from '../../../renderer/charts/load-over-time.tsx';
import type { AudienceChartName } from '../../../renderer/charts/audience/audience-charts.ts';
import type { Audience } from '../../../shared/model/audience.ts';
import type { PictureFonts } from './fonts.ts';

/** One chart to draw: what is drawn and nothing more, since a whole recording can be gigabytes. */
export type ChartRequest =
  | { readonly chart: 'load-over-n'; readonly data: LoadOverNData }
  | { readonly chart: 'load-over-time'; readonly data: LoadOverTimeData }
  | { readonly chart: 'frames-over-n'; readonly data: FramesOverNData }
  | { readonly chart: AudienceChartName; readonly data: Audience };

/** What the worker is asked for. */
export interface PictureRequest {
  readonly language: Language;
  readonly charts: readonly ChartRequest[];
  /** Where pixels are wanted too, what they are written with. */
  readonly pixels: PictureFonts | null;
}

export interface DrawnChart {
  readonly svg: string;
  /** PNG; null where none was asked for. */
  readonly png: Uint8Array | null;
}
