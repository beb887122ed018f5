import type { Verdict } from '../../shared/model/verdict.ts';
import { poolVerdicts } from '../../shared/probing/compare/pool.ts';
import { withTexts } from '../../shared/explain/verdict.ts';
import type { Outcome } from '../engine/outcome.ts';
import type { ProbeRequest } from '../engine/start-probe.ts';

/** What came of one probe or of several that are pooled. */
export interface Repeated {
  readonly outcomes: readonly Outcome[];
  /** The pooled verdict; the single one where there is one run. */
  readonly verdict: Verdict;
  /** How the last run ended. */
  readonly ending: Outcome['ending'];
}

/** The trace of each run is a file of its own: `trace.2.ndjson`. */
function traceOf(file: string | null, index: number): string | null {
  return file === null || index === 1 ? file : file.replace(/(\.[^./\\]*)?$/u, `.${index}$1`);
}

/**
 * Runs a probe so many times, one after the other, each on a box opened anew. It stops early when one is interrupted, since that
 * ends what somebody asked for.
 */
export async function repeat(
  request: ProbeRequest,
  times: number,
  probeOnce: (request: ProbeRequest) => Promise<Outcome>,
): Promise<Repeated> {
  const outcomes: Outcome[] = [];
  for (let index = 1; index <= times; index++) {
    const part = { group: outcomes[0]?.run ?? null, index, of: times };
    const traceFile = traceOf(request.traceFile, index);
    const outcome = await probeOnce(times === 1 ? request : { ...request, traceFile, repeat: part });
    outcomes.push(outcome);
    if (outcome.ending.by === 'interrupted') break;
  }
  const last = outcomes.at(-1) as Outcome;
  const interrupted = last.ending.by === 'interrupted';
  const verdict = interrupted ? last.verdict : withTexts(poolVerdicts(outcomes.map((one) => one.verdict)));
  return { outcomes, verdict, ending: last.ending };
}
