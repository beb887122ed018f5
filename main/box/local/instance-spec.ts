import { expandCommand, portOf, type SlotValues } from '../../../shared/model/placeholders.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import { Problem } from '../../../shared/model/problem.ts';
import type { InstanceSpec, ReadyRule } from '../../process/instance.ts';

/**
 * What stands for the placeholders at a slot.
 * @param cards how many cards there are, 0 where that is not known
 */
export function slotValues(
  plan: Plan,
  slot: number,
  cards: number,
  dataFolder: string,
  copy: string | null = null,
): SlotValues {
  const gpu = plan.gpus.spread === 'round-robin' && cards > 0 ? (slot - 1) % cards : null;
  return { index: slot, gpu, copy, data: dataFolder };
}

/** A frame rate on the output is good for so many ticks. */
const FRAME_TICKS = 3;

/**
 * What is launched at one slot.
 * @param placeOf where the slot has a file of the plan: in its copy, if there is one
 * @throws Problem `placeholder.*`
 */
export function instanceSpec(
  plan: Plan,
  instance: number,
  values: SlotValues,
  placeOf: (file: string) => string = (file) => file,
): InstanceSpec {
  const { frames, stop, tick } = plan;
  const command = expandCommand(plan, values);
  const { executable, workingDirectory } = command;
  return {
    ...command,
    executable: placeOf(executable),
    workingDirectory: workingDirectory === null ? null : placeOf(workingDirectory),
    instance,
    ready: readyRule(plan.ready, values.index),
    stop,
    frames: frames.from === 'output' ? { pattern: frames.pattern, goodFor: FRAME_TICKS * tick } : null,
  };
}

/** A port follows the slot, written as a number or as `{port:N}`. */
function readyRule(ready: Plan['ready'], slot: number): ReadyRule {
  if (ready.by !== 'port') return ready;
  const base = Number(/\d+/u.exec(String(ready.port))?.[0]);
  const port = portOf(base, slot);
  if (port === null)
    throw new Problem('placeholder.port', { field: 'ready.port', placeholder: String(ready.port), slot });
  return { ...ready, port };
}
