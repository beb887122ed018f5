import type { Language } from '../../../shared/locale/language.ts';
import type { Recording } from '../../../shared/model/trace-text.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import type { DrawnAnswer } from '../audience/audience-section.ts';

/** Sentences about this verdict, in the report's language; shared/explain makes them. */
export interface ReportTexts {
  readonly headline: string;
  readonly sentences: readonly string[];
  /** One for each of the verdict's warnings, in their order. */
  readonly warnings: readonly string[];
}

/** The charts as SVG; null where there is nothing to draw. */
export interface ReportPictures {
  readonly loadOverN: string;
  readonly loadOverTime: string;
  readonly framesOverN: string | null;
}

/** All that a page is made of. */
export interface ReportContent {
  readonly meta: Recording['meta'];
  readonly verdict: Verdict;
  readonly texts: ReportTexts;
  readonly pictures: ReportPictures;
  /** Null where the report was asked for without an audience. */
  readonly audience: DrawnAnswer | null;
  readonly language: Language;
  /** What the doctor found before the first launch, a sentence each; absent or empty where nobody looked. */
  readonly examined?: readonly string[];
}
