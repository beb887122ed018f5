import type { Plan } from '../../../shared/model/plan.ts';
import type { Seconds } from '../../../shared/model/units.ts';
import type { Clock } from '../../os/clock.ts';
import type { Pid } from '../../os/procfs/process-stat.ts';
import type { Member } from '../processes/process-finder.ts';
import type { StopWays } from './stop-ways.ts';

/** How often it is looked whether the rest has ended while it has its grace. */
const GRACE_LOOK: Seconds = 0.1;
/** After SIGKILL: how often we look, and when we give up what the kernel will not let go. */
const FORCE = { first: 0.01, most: 0.2, bound: 5 } as const satisfies Record<string, Seconds>;

/** What stopping needs of an instance. */
export interface StopMeans {
  readonly clock: Clock;
  /** Aborted when the instance has ended. */
  readonly life: AbortSignal;
  readonly ways: StopWays;
  /** Aborted when there is no grace any more. */
  readonly hurry: AbortSignal;
  /** The process launched, which leads its group. */
  readonly group: Pid;
  /** Ends in one stroke what the kernel knows to be the instance's, where it does. */
  endGroup(): void;
  /** As found last. */
  members(): readonly Member[];
  /** Looks again, and lets the instance end where nothing is left of it. */
  look(again: boolean): Promise<void>;
  /** Whether only what it started is left: of those no exit is told. */
  rootGone(): boolean;
  /** @returns whether there was anybody to hear it */
  say(line: string): boolean;
}

/** What was done so far; read at the end, whenever that comes. */
export interface StopProgress {
  asked: boolean;
  forced: boolean;
}

function ask(stop: Plan['stop'], means: StopMeans): boolean {
  switch (stop.ask) {
    case 'close-window':
    case 'signal':
      return means.ways.ask(stop.ask, means.members(), means.group);
    case 'stdin':
      return !means.rootGone() && means.say(stop.line);
    case 'none':
      return false;
  }
}

/**
 * Asks, waits the grace unless hurried, then kills again and again until nothing is left. Comes to an end within the grace and
 * `FORCE.bound`.
 * @returns what could not be ended
 */
export async function stopEverything(
  stop: Plan['stop'],
  means: StopMeans,
  progress: StopProgress,
): Promise<readonly Member[]> {
  const { clock, life, hurry } = means;
  const patience = AbortSignal.any([life, hurry]);
  const graceEnd = clock.now() + stop.graceSeconds;
  await means.look(true);
  progress.asked = !hurry.aborted && ask(stop, means);
  while (progress.asked && !patience.aborted && clock.now() < graceEnd) {
    await clock.wait(Math.min(clock.now() + GRACE_LOOK, graceEnd), patience);
    // While the launched process lives, its exit tells by itself when to look.
    if (means.rootGone()) await means.look(false);
  }
  const bound = clock.now() + FORCE.bound;
  for (let pause: Seconds = FORCE.first; !life.aborted; pause = Math.min(pause * 2, FORCE.most)) {
    await means.look(true);
    if (clock.now() >= bound) return means.members().filter(({ zombie }) => !zombie);
    if (means.ways.kill(means.members(), means.group)) progress.forced = true;
    means.endGroup();
    await clock.wait(clock.now() + pause, life);
  }
  return [];
}
