import { withoutClaims } from '../../shared/model/claims.ts';
import type { Verdict } from '../../shared/model/verdict.ts';

/** The verdict of a run that measured the same and cannot be trusted. */
export function untrusted(verdict: Verdict, reason: string): Verdict {
  return withoutClaims({ ...verdict, verdict: 'invalid', reason });
}
