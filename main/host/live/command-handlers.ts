import type { ProbeSession } from '../../engine/probe-session.ts';
import { NOTHING, type HandlersOf } from '../handlers.ts';

/**
 * What is said to a run in progress, answered when it is done.
 * @param commanded the run in progress by its name; throws a Problem `run.over` where it is another
 * @param last the run that goes on or ended last
 */
export function commandHandlers(
  commanded: (run: string) => ProbeSession,
  last: () => ProbeSession | null,
): Omit<HandlersOf<'run'>, 'run.start' | 'run.resume'> {
  return {
    'run.launch': async ({ run }) => {
      await commanded(run).operator.launch();
      return NOTHING;
    },
    'run.stop': async ({ run, instance }) => {
      await commanded(run).operator.stop(instance);
      return NOTHING;
    },
    'run.hold': async ({ run, on }) => {
      await commanded(run).operator.hold(on);
      return NOTHING;
    },
    'run.confirm': async ({ run, instance }) => {
      await commanded(run).operator.confirm(instance);
      return NOTHING;
    },
    'run.end': async ({ run }) => {
      await commanded(run).end({ by: 'operator' });
      return NOTHING;
    },
    'run.emergencyStop': async ({ run }) => {
      await commanded(run).emergencyStop();
      return NOTHING;
    },
    'run.log': ({ run, instance, lines }) => {
      const session = last();
      const kept = session?.run === run ? session.log(instance, lines) : null;
      return { lines: kept && [...kept] };
    },
  };
}
