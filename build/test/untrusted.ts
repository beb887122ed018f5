import type { Verdict } from '../../shared/model/verdict.ts';

/** The verdict of a run that measured the same and cannot be trusted. */
export function untrusted(verdict: Verdict, reason: string): Verdict {
  return {
    ...verdict,
    verdict: 'invalid',
    reason,
    capacity: null,
    safe: null,
    interval: null,
    confidence: null,
    loadCapacity: null,
    frameCapacity: null,
    limitedBy: null,
  };
}
