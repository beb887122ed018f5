import { openHistory, type History } from '../engine/history.ts';
import type { Context } from './io.ts';

/** The kept runs, with word of it where their database was damaged and has been set aside. @throws Problem as `openHistory` */
export function openRuns(context: Context, folder = context.dataFolder): History {
  const history = openHistory(folder);
  const { setAside } = history.store;
  if (setAside) context.note(context.texts.keeping.setAside(setAside));
  return history;
}
