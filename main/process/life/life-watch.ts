import type { Seconds } from '../../../shared/model/units.ts';
import type { Pid } from '../../os/procfs/process-stat.ts';
import type { InstanceLoad } from '../instance.ts';
import type { Member } from '../processes/process-finder.ts';
import type { WindowWatch } from '../ready/window-watch.ts';
import { hangWatch, type HangNews } from './hang-watch.ts';
import { restartWatch, type ProcessLook, type Restart } from './restart-watch.ts';

export interface LifeMeans {
  /** Of the box. */
  readonly cores: number;
  readonly look: (pid: Pid) => ProcessLook | null;
  /** Null where windows cannot be seen. */
  readonly windows: WindowWatch | null;
}

export type LifeNews = HangNews | ({ readonly is: 'restarted'; readonly at: Seconds } & Restart);

/** What becomes of an instance that neither ends nor is asked to: looked at once a tick. */
export function lifeWatch({ cores, look, windows }: LifeMeans) {
  const hang = hangWatch(cores);
  const restart = restartWatch(look);
  let windowHangs: boolean | null = null;
  let looking = false;

  /** A display may be slow to answer, and the tick does not wait for it: what it says counts from the next one on. */
  const lookAtWindows = async (members: readonly Member[]) => {
    if (!windows || looking) return;
    looking = true;
    ({ hangs: windowHangs } = await windows.look(new Set(members.map(({ pid }) => pid))));
    looking = false;
  };

  /** @param isUp whether it is past its start, in which a program may well be silent for long */
  return (load: InstanceLoad, members: readonly Member[], isUp: boolean): readonly LifeNews[] => {
    const again = restart(members, load.at);
    if (isUp) void lookAtWindows(members);
    const hung = isUp ? hang({ ...load, windowHangs }) : null;
    return [...(again ? [{ is: 'restarted' as const, at: load.at, ...again }] : []), ...(hung ? [hung] : [])];
  };
}
