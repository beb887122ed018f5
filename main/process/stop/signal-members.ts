import type { Pid } from '../../os/procfs/process-stat.ts';
import type { Member } from '../processes/process-finder.ts';

function send(target: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(target, signal);
    return true;
  } catch {
    // Gone meanwhile, or another user's: either way it was not reached.
    return false;
  }
}

/**
 * Sends a signal to everything that lives of an instance: to its process group in one stroke, so that nothing forked
 * in between is missed, and to those who left the group one by one.
 * @param members as found just now
 * @param group the number of the group; used only while one of the members is in it, so it cannot be somebody else's
 * @returns whether anybody was reached
 */
export function signalMembers(members: readonly Member[], group: Pid, signal: NodeJS.Signals): boolean {
  const living = members.filter(({ zombie }) => !zombie);
  const outside = living.filter((member) => member.group !== group);
  const reached = outside.map(({ pid }) => send(pid, signal));
  if (outside.length < living.length) reached.push(send(-group, signal));
  return reached.includes(true);
}
