import type { Pid } from '../../os/procfs/process-stat.ts';
import type { Member } from '../processes/process-finder.ts';
import { signalMembers } from './signal-members.ts';

/** How a system asks a program to end, and how it ends it. Each says whether anybody was reached. */
export interface StopWays {
  ask(how: 'close-window' | 'signal', members: readonly Member[], root: Pid): boolean;
  kill(members: readonly Member[], root: Pid): boolean;
}

/** There is no window to close without a display's help; the signal is the nearest polite thing. */
export const signalWays: StopWays = {
  ask: (_, members, root) => signalMembers(members, root, 'SIGTERM'),
  kill: (members, root) => signalMembers(members, root, 'SIGKILL'),
};
