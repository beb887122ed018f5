import type { Language } from '../../../shared/locale/language.ts';
import type { Audience } from '../../../shared/model/audience.ts';

/** Every picture of an audience is drawn from the document alone. */
export interface AudienceChartProps {
  readonly audience: Audience;
  readonly language: Language;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}
