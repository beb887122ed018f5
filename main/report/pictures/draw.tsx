import { FramesOverN } from '../../../renderer/charts/frames-over-n.tsx';
import { LoadOverN } from '../../../renderer/charts/load-over-n.tsx';
import { LoadOverTime } from '../../../renderer/charts/load-over-time.tsx';
import { svgText } from '../../../renderer/charts/svg-text.ts';
import type { ReportPictures } from '../html/content.ts';
import { mounted } from './mounted.ts';
import type { PictureRequest } from './picture-request.ts';

/** Pixels; the page scales them to its width. */
const WIDTH = 800;
const LOADS_HEIGHT = 360;
const FRAMES_HEIGHT = 260;

/** Draws what is asked for. Only where there is a DOM. */
export function draw({ language, loadOverN, loadOverTime, framesOverN }: PictureRequest): ReportPictures {
  const loads = { language, width: WIDTH, height: LOADS_HEIGHT };
  const frames = { language, width: WIDTH, height: FRAMES_HEIGHT };
  return {
    loadOverN: svgText(mounted(<LoadOverN {...loadOverN} {...loads} />), 'load-over-n'),
    loadOverTime: svgText(mounted(<LoadOverTime {...loadOverTime} {...loads} />), 'load-over-time'),
    framesOverN:
      framesOverN && svgText(mounted(<FramesOverN {...framesOverN} {...frames} />), 'frames-over-n'),
  };
}
