import type { Method } from '../../shared/bridge/contract.ts';
import { Problem } from '../../shared/model/problem.ts';
import type { Desk } from './desk.ts';
import { NOTHING, type HandlersOf } from './handlers.ts';

export interface DeskParts {
  /** None in a browser, where each of these is answered with a Problem `desk.none`. */
  readonly desk: Desk | undefined;
  /** The folder that a relative path means. */
  readonly folderOf: (named: string) => string;
  /** The run in progress. */
  readonly running: () => { readonly run: string } | null;
}

/** What only a face on a desktop can ask. */
export function deskHandlers({ desk, folderOf, running }: DeskParts): HandlersOf<'desk'> {
  const around = (method: Method): Desk => {
    if (!desk) throw new Problem('desk.none', { method });
    return desk;
  };
  return {
    'desk.choose': async ({ what, from }) => ({
      file: await around('desk.choose').choose(what, from === '' ? null : from),
    }),
    'desk.speak': ({ language }) => {
      around('desk.speak').speak(language);
      return NOTHING;
    },
    'desk.takeOffered': () => ({ file: around('desk.takeOffered').takeOffered() }),
    'desk.moveData': ({ folder }) => {
      const here = around('desk.moveData');
      const run = running()?.run;
      if (run !== undefined) throw new Problem('run.in-progress', { run });
      here.moveData(folder === null ? null : folderOf(folder));
      return NOTHING;
    },
  };
}
