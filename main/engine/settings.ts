import { DEFAULT_CAP, DEFAULT_TICK, type Plan, type PlanFile } from '../../shared/model/plan.ts';
import { DEFAULT_LIMITS, type Limits, type NamedLimits } from '../../shared/model/resources.ts';
import { slowdownsOf } from '../../shared/probing/slowdowns.ts';
import type { ProbeSettings } from '../../shared/probing/settings.ts';
import type { BoxInfo } from '../box/box.ts';

/** What is named on the command line (or by a face) over a plan. */
export type Overrides = Partial<
  Pick<
    PlanFile,
    'cap' | 'tick' | 'fpsTarget' | 'method' | 'mode' | 'ready' | 'copies' | 'gpus' | 'frames' | 'stop'
  >
> & {
  readonly limits?: NamedLimits;
  readonly budgetSeconds?: number;
};

function named(limits: NamedLimits | null | undefined): Partial<Limits> {
  return Object.fromEntries(Object.entries(limits ?? {}).filter(([, value]) => typeof value === 'number'));
}

/** The plan with what was named over it; limits are joined one by one. */
export function overridePlan(plan: PlanFile, { limits, budgetSeconds, ...fields }: Overrides): PlanFile {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return {
    ...plan,
    ...given,
    ...(limits && { limits: { ...plan.limits, ...named(limits) } }),
    ...(budgetSeconds !== undefined && { guards: { ...plan.guards, budgetSeconds } }),
  };
}

/**
 * What the controller is told. Limits come from the command line, then the plan, then the box, then the defaults; the
 * cap is the smallest that is named.
 * @param file the plan as it was written; null for a box that launches by itself
 * @param plan the same with the command line over it, completed
 */
export function settingsOf(
  file: PlanFile | null,
  plan: Plan | null,
  overrides: Overrides,
  box: BoxInfo,
): ProbeSettings {
  const caps = [overrides.cap, file?.cap, box.cap].filter((cap) => typeof cap === 'number');
  return {
    limits: {
      ...DEFAULT_LIMITS,
      ...named(box.limits),
      ...named(file?.limits),
      ...named(overrides.limits),
    },
    cap: caps.length > 0 ? Math.min(...caps) : DEFAULT_CAP,
    tick: box.tick > 0 ? box.tick : DEFAULT_TICK,
    method: overrides.method ?? plan?.method ?? 'adaptive',
    mode: overrides.mode ?? plan?.mode ?? 'balanced',
    fpsTarget: overrides.fpsTarget ?? plan?.fpsTarget ?? 'solo',
    budgetSeconds: overrides.budgetSeconds ?? plan?.guards.budgetSeconds ?? null,
    readySeconds: box.name === 'local' ? (plan?.ready.timeoutSeconds ?? null) : null,
    slowdownCelsius: slowdownsOf(box.host),
  };
}
