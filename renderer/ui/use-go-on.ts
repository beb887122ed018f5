import { useState } from 'react';
import type { Problem } from '../../shared/model/problem.ts';
import { problemOf, useEngine } from './engine.tsx';

export interface GoingOn {
  readonly goOn: (run: string) => void;
  /** It is being begun. */
  readonly busy: boolean;
  /** Why it could not be. */
  readonly problem: Problem | null;
}

/** Goes on with a run that came to no end of its own. @param onBegun the run that goes on with it has begun */
export function useGoOn(onBegun: () => void): GoingOn {
  const engine = useEngine();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const goOn = (run: string) => {
    setBusy(true);
    engine.ask('run.resume', { run, pace: null }).then(onBegun, (error: unknown) => {
      setBusy(false);
      setProblem(problemOf(error));
    });
  };
  return { goOn, busy, problem };
}
