import { setTimeout as sleep } from 'node:timers/promises';
import type { Action } from '../../shared/probing/action.ts';
import type { Tick } from '../../shared/probing/history.ts';
import type { Box } from '../box/box.ts';

/**
 * Does on a box what the controller wants, and says what came of it.
 * @param byHand whether a person drives: time in a virtual box then passes as it does for them
 * @throws what the box throws, and where it is aborted
 */
export async function perform(
  action: Exclude<Action, { do: 'finish' }>,
  box: Box,
  byHand: boolean,
  signal: AbortSignal,
): Promise<Tick> {
  switch (action.do) {
    case 'launch':
      return { samples: [], events: (await box.launch(signal)).events };
    case 'stop':
      return { samples: [], events: (await box.stop(action.instance)).events };
    case 'advance': {
      // On a real clock every tick is looked at as it comes; in virtual time nobody waits for it.
      const { clock, tick } = box.info;
      if (clock === 'real') return box.advance(tick, signal);
      if (byHand) await sleep(tick * 1000, undefined, { signal });
      return box.advance(action.seconds, signal);
    }
  }
}
