import type { Verdict } from '../../shared/model/verdict.ts';
import { NO_CLAIMS } from '../../shared/probing/verdict.ts';

/** The verdict of a run that measured the same and cannot be trusted. */
export function untrusted(verdict: Verdict, reason: string): Verdict {
  return { ...verdict, verdict: 'invalid', reason, ...NO_CLAIMS };
}
