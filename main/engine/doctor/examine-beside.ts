import type { ProbeSession } from '../probe-session.ts';
import { judgeFacts } from './doctor.ts';
import { gatherFacts } from './gather/gather.ts';

/** A run starts with the doctor: what is found is in the trace within its first seconds, and nothing waits for it. */
export function examineBeside(session: ProbeSession, dataFolder: string): void {
  gatherFacts([dataFolder]).then(
    (facts) => {
      session.note('examined', { checks: judgeFacts(facts) });
    },
    // A run without it is a run.
    () => undefined,
  );
}
