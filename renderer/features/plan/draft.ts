import type { Params } from '../../../shared/bridge/contract.ts';
import { PLAN_FORMAT, type Guards, type PlanFile } from '../../../shared/model/plan.ts';
import { DEFAULT_LIMITS, type Limits } from '../../../shared/model/resources.ts';
import type { Settings } from '../../../shared/model/settings.ts';

/** A plan while it is written, and what it is tried on. Fields that the form does not show are kept as they are. */
export interface Draft {
  /** `local`, `simulated:PROFILE` or `driver:COMMAND`. */
  readonly box: string;
  /** Of a simulated box; null for another one each time. */
  readonly seed: number | null;
  /** Simulated seconds per real one; null for as fast as it goes. */
  readonly pace: number | null;
  readonly plan: PlanFile;
  /** Where the plan lies; null until it was saved or opened. */
  readonly file: string | null;
  readonly folder: string | null;
}

export const NEW_DRAFT: Draft = {
  box: 'local',
  seed: null,
  pace: 10,
  plan: { format: PLAN_FORMAT, executable: '' },
  file: null,
  folder: null,
};

/** A plan that nobody has begun to write, with what is set for new ones. */
export function newPlan(defaults: Settings['defaults']): PlanFile {
  return { ...NEW_DRAFT.plan, ...defaults };
}

const isDriven = (box: string) => box.startsWith('simulated:') || box.startsWith('driver:');

/** Whether the box launches by itself, so that there is nothing to name. */
export function launchesByItself({ box }: Draft): boolean {
  return isDriven(box);
}

function withoutBlankEnds(lines: readonly string[] | undefined): string[] | undefined {
  const kept = lines?.slice(0, lines.findLastIndex((line) => line.trim() !== '') + 1);
  return kept === undefined || kept.length === 0 ? undefined : kept;
}

/** Without what was left empty: an absent field has its default, an empty one would be an error. */
function withoutAbsent<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

/** The plan as it would be written into a file. */
export function planOf({ plan }: Draft): PlanFile {
  const { copies, name, environment, tags } = plan;
  const filled = <T extends object>(fields: T | undefined) =>
    fields && Object.keys(fields).length > 0 ? fields : undefined;
  const link = withoutBlankEnds(copies?.link);
  return withoutAbsent({
    ...plan,
    name: name === '' ? undefined : name,
    environment: filled(environment),
    tags: filled(tags),
    arguments: withoutBlankEnds(plan.arguments),
    copies: copies ? withoutAbsent({ source: copies.source, into: copies.into, link }) : copies,
    limits: plan.limits && withoutAbsent(plan.limits),
    guards: plan.guards && withoutAbsent(plan.guards),
  });
}

/** Of a plan, what means something on a box that launches by itself. */
function settingsOf(plan: PlanFile): NonNullable<Params<'run.start'>['settings']> {
  const { limits, cap, method, mode, fpsTarget } = plan;
  const budgetSeconds = plan.guards?.budgetSeconds ?? undefined;
  return withoutAbsent({ limits, cap, method, mode, fpsTarget, budgetSeconds });
}

export function startOf(draft: Draft): Params<'run.start'> {
  const plan = planOf(draft);
  const byItself = launchesByItself(draft);
  return {
    box: draft.box,
    plan: byItself ? null : plan,
    folder: draft.folder,
    settings: byItself ? settingsOf(plan) : null,
    seed: draft.box.startsWith('simulated:') ? draft.seed : null,
    pace: draft.box.startsWith('simulated:') ? draft.pace : null,
    tags: [],
  };
}

export function limitOf({ plan }: Draft, name: keyof Limits): number {
  return plan.limits?.[name] ?? DEFAULT_LIMITS[name];
}

export type GuardName = keyof Guards;

const KEY = 'kneescope.plan';

/** The draft of last time, so that a reload loses nothing that was typed. */
export function keptDraft(): Draft {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Partial<Draft> | null;
    if (kept && typeof kept.box === 'string' && typeof kept.plan?.executable === 'string')
      return { ...NEW_DRAFT, ...kept };
  } catch {
    // What cannot be read is begun anew.
  }
  return NEW_DRAFT;
}

export function keepDraft(draft: Draft): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing still has it until the page is closed.
  }
}
