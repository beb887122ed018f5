import path from 'node:path';
import type { Capability } from '../../../shared/model/capability.ts';
import { expandCommand, type Command } from '../../../shared/model/placeholders.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import { Problem } from '../../../shared/model/problem.ts';
import type { Host } from '../../../shared/model/trace.ts';
import { systemClock } from '../../os/clock.ts';
import { prepareInstance } from '../../process/prepare-instance.ts';
import { basicHost } from '../../sampling/inventory/basic-host.ts';
import { instanceSpec, slotValues } from './instance-spec.ts';
import { samplerFor } from './open-local-box.ts';

/** What this machine can tell, found without launching anything. */
export interface LocalAbility {
  readonly readings: readonly Capability[];
  readonly host: Host;
}

/** What would be started at one slot, or why nothing would. */
export interface SlotPreview {
  readonly slot: number;
  readonly command: Command | null;
  readonly problem: Problem | null;
}

/** Opens every source once and lets go of it. @param plan what it asks to be measured */
export async function localAbility(plan: Plan): Promise<LocalAbility> {
  const sampler = await samplerFor(plan, systemClock());
  try {
    const { capabilities, gpus } = sampler;
    return { readings: capabilities, host: { ...basicHost(), ...(gpus && { gpus }) } };
  } finally {
    await sampler.close();
  }
}

/** The first problem that something throws; null where it throws none. @throws whatever is no Problem */
async function problemOf(work: () => void | Promise<void>): Promise<Problem | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof Problem) return error as Problem;
    throw error;
  }
}

/**
 * What a plan would start, with its placeholders filled in, and what stands against it here.
 * @param cards how many cards there are, 0 where that is not known
 * @param slots how many places to show
 */
export async function previewPlan(
  plan: Plan,
  { cards, dataFolder, slots }: { cards: number; dataFolder: string; slots: number },
): Promise<{ readonly slots: readonly SlotPreview[]; readonly problems: readonly Problem[] }> {
  // Where a slot's copy would lie, so that one sees it; looked at is what lies in the source, for no copy is there yet.
  const copies = plan.copies && (plan.copies.into ?? path.join(dataFolder, 'copies'));
  const valuesAt = (slot: number) =>
    slotValues(plan, slot, cards, dataFolder, copies && path.join(copies, String(slot)));
  const previews = await Promise.all(
    Array.from({ length: slots }, async (_, index): Promise<SlotPreview> => {
      const values = valuesAt(index + 1);
      let command: Command | null = null;
      const problem = await problemOf(() => {
        command = expandCommand(plan, values);
      });
      return { slot: index + 1, command, problem };
    }),
  );
  const problem = await problemOf(async () => {
    await prepareInstance(instanceSpec(plan, 1, valuesAt(1)), 'preview');
  });
  const problems = [problem];
  return { slots: previews, problems: problems.filter((problem) => problem !== null) };
}
