import type { TraceMeta } from '../../shared/model/trace.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import type { Tick } from '../../shared/probing/history.ts';
import type { ProbeSettings } from '../../shared/probing/settings.ts';
import type { Box } from '../box/box.ts';
import type { RunWriter } from '../store/run-writer.ts';
import type { LineSink } from './run-record.ts';

/** What a session is made of. */
export interface SessionParts {
  readonly meta: TraceMeta & { readonly run: string };
  readonly settings: ProbeSettings;
  readonly box: Box;
  readonly writer: RunWriter;
  readonly sinks: readonly LineSink[];
  /** Fills in what only the engine and the explainer know before a verdict is kept. */
  readonly finishVerdict: (verdict: Verdict) => Verdict;
  /** What was measured before, where an earlier run is gone on with: kept first, and observed as if it had been here. */
  readonly before?: Tick;
}
