import type { Language } from '../../../shared/locale/language.ts';
import type { FramesOverNData } from '../../../renderer/charts/frames-over-n.tsx';
import type { LoadOverNData } from '../../../renderer/charts/load-over-n.tsx';
import type { LoadOverTimeData } from '../../../renderer/charts/load-over-time.tsx';

/** What the worker is asked for: what is drawn and nothing more, since a whole recording can be gigabytes. */
export interface PictureRequest {
  readonly language: Language;
  readonly loadOverN: LoadOverNData;
  readonly loadOverTime: LoadOverTimeData;
  /** Null where no frames were measured. */
  readonly framesOverN: FramesOverNData | null;
}
