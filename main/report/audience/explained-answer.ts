import type { ExplainedAudience } from '../../../shared/explain/audience.ts';
import type { Audience } from '../../../shared/model/audience.ts';

/** An audience with its sentences, in the language of the page. */
export interface ExplainedAnswer {
  readonly audience: Audience;
  readonly explained: ExplainedAudience;
}
