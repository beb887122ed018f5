import type { Verdict } from '../../shared/model/verdict.ts';
import type { Ending } from '../../shared/probing/action.ts';

/** What the process says when it ends; of several that apply the first in the order of `docs/formats.md` wins. */
export const EXIT = {
  done: 0,
  fault: 1,
  input: 2,
  below: 3,
  untrusted: 4,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** @param require the capacity that was asked for, null for none */
export function exitCodeOf(verdict: Verdict, ending: Ending | null, require: number | null): ExitCode {
  if (ending?.by === 'interrupted') return EXIT.interrupted;
  if (verdict.verdict === 'invalid' || ending?.by === 'guard' || ending?.by === 'budget')
    return EXIT.untrusted;
  return require !== null && (verdict.capacity ?? 0) < require ? EXIT.below : EXIT.done;
}
