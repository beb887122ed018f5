import type { Capability } from '../../shared/model/capability.ts';
import type { Plan } from '../../shared/model/plan.ts';
import { Problem } from '../../shared/model/problem.ts';
import type { Host } from '../../shared/model/trace.ts';
import type { SlotPreview } from '../box/local/preview-plan.ts';

export type { SlotPreview } from '../box/local/preview-plan.ts';

/** What a box can tell and what it is, before anything is launched; null readings: only the run will show. */
export interface Ability {
  readonly readings: readonly Capability[] | null;
  readonly host: Host;
}

/**
 * What can be told of a box beforehand; null of a driver, which is somebody's program and is not started for this.
 * @param plan what it asks to be measured
 * @throws Problem `box.profile` for a simulated box that is none
 */
export async function abilityOf(box: string, plan: Plan | null): Promise<Ability | null> {
  if (box === 'local') {
    if (!plan) return null;
    const { localAbility } = await import('../box/local/preview-plan.ts');
    return localAbility(plan);
  }
  const profile = /^simulated:(.*)$/su.exec(box)?.[1];
  if (profile === undefined) return null;
  const { openSimulatedBox, PROFILES } = await import('../box/simulated/simulated-box.ts');
  const simulated = openSimulatedBox(profile, { seed: 1, pace: null });
  if (!simulated) throw new Problem('box.profile', { profile, known: PROFILES });
  return { readings: null, host: simulated.info.host };
}

/** The places that a preview shows. */
const SLOTS = 3;

/** What a plan would start on this machine, and what stands against it. @param cards how many there are */
export async function previewOf(
  plan: Plan,
  dataFolder: string,
  cards: number,
): Promise<{ readonly slots: readonly SlotPreview[]; readonly problems: readonly Problem[] }> {
  const { previewPlan } = await import('../box/local/preview-plan.ts');
  return previewPlan(plan, { cards, dataFolder, slots: SLOTS });
}
