import type { Language } from '../../../shared/locale/language.ts';
import { AUDIENCE_DRAWINGS } from '../../../renderer/charts/audience/audience-drawings.ts';
import { FramesOverN } from '../../../renderer/charts/frames-over-n.tsx';
import { LoadOverN } from '../../../renderer/charts/load-over-n.tsx';
import { LoadOverTime } from '../../../renderer/charts/load-over-time.tsx';
import { svgText } from '../../../renderer/charts/svg-text.ts';
import { mounted } from './mounted.ts';
import type { ChartRequest, PictureRequest } from './picture-request.ts';

/** Pixels; the page scales them to its width. */
const WIDTH = 800;
const LOADS_HEIGHT = 360;
const FRAMES_HEIGHT = 260;
const AUDIENCE_HEIGHT = 300;

function element({ chart, data }: ChartRequest, language: Language) {
  const loads = { language, width: WIDTH, height: LOADS_HEIGHT };
  switch (chart) {
    case 'load-over-n':
      return <LoadOverN {...data} {...loads} />;
    case 'load-over-time':
      return <LoadOverTime {...data} {...loads} />;
    case 'frames-over-n':
      return <FramesOverN {...data} {...loads} height={FRAMES_HEIGHT} />;
    default: {
      const Chart = AUDIENCE_DRAWINGS[chart];
      return <Chart audience={data} {...loads} height={AUDIENCE_HEIGHT} />;
    }
  }
}

/** Draws what is asked for, in its order. Only where there is a DOM. */
export function draw({ language, charts }: PictureRequest): string[] {
  return charts.map((request, place) =>
    svgText(
      mounted(element(request, language)),
      // Two pictures of one kind may stand in one page.
      charts.findIndex(({ chart }) => chart === request.chart) === place
        ? request.chart
        : `${request.chart}-${place}`,
    ),
  );
}
