import { useEffect, useEffectEvent, useState } from 'react';
import type { PlanFile } from '../../../shared/model/plan.ts';
import type { Problem } from '../../../shared/model/problem.ts';
import { problemOf, useConnection, useEngine } from '../../ui/engine.tsx';
import { NEW_DRAFT } from './draft.ts';
import { onPlanHanded, takePlan, type Incoming } from './incoming.ts';

/** A plan that has come, and where from. */
export interface Arrived {
  /** What to call its origin: a path, or a file's name. */
  readonly name: string;
  readonly file: string | null;
  readonly folder: string | null;
  readonly plan: PlanFile;
  /** Where it is to be tried; null for where the form says. */
  readonly box: string | null;
}

export interface Arrivals {
  readonly arrive: (incoming: Incoming) => void;
  /** A plan that nobody here has seen, which waits to be taken. */
  readonly stranger: Arrived | null;
  readonly accept: () => void;
  readonly refuse: () => void;
  readonly problem: Problem | null;
}

/** Plans that come from outside the form: read by the engine, and taken at once only where they are known. */
export function useArrivals(take: (arrived: Arrived) => void): Arrivals {
  const engine = useEngine();
  const open = useConnection() === 'open';
  const [stranger, setStranger] = useState<Arrived | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const arrive = (incoming: Incoming) => {
    setProblem(null);
    setStranger(null);
    if (incoming.from === 'run') {
      const { box, plan } = incoming;
      take({ name: '', file: null, folder: null, plan: plan ?? NEW_DRAFT.plan, box });
      return;
    }
    const read =
      incoming.from === 'file'
        ? engine
            .ask('plan.read', { file: incoming.file })
            .then((answer) => ({ ...answer, name: answer.file }))
        : engine
            .ask('plan.parse', { text: incoming.text, name: incoming.name })
            .then((answer) => ({ ...answer, name: incoming.name, file: null, folder: null }));
    read.then(
      ({ name, file, folder, plan, known }) => {
        const arrived = { name, file, folder, plan, box: null };
        if (known) take(arrived);
        else setStranger(arrived);
      },
      (error: unknown) => {
        setProblem(problemOf(error));
      },
    );
  };

  const takeHanded = useEffectEvent(() => {
    const handed = takePlan();
    if (handed) arrive(handed);
  });
  useEffect(() => {
    if (!open) return;
    return onPlanHanded(() => {
      takeHanded();
    });
  }, [open]);

  return {
    arrive,
    stranger,
    accept: () => {
      if (!stranger) return;
      const { plan, folder, file } = stranger;
      engine.ask('plan.trust', { plan, folder, file }).catch(() => undefined);
      setStranger(null);
      take(stranger);
    },
    refuse: () => {
      setStranger(null);
    },
    problem,
  };
}
