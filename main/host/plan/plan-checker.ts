import { problemAsData, type BridgeProblem } from '../../../shared/bridge/bridge-problem.ts';
import type { BoxView, PlanCheck, SlotPreview } from '../../../shared/bridge/plan-check.ts';
import type { FieldIssue } from '../../../shared/model/field-issues.ts';
import { checkPlan } from '../../../shared/model/plan-text.ts';
import { completePlan, type Plan, type PlanFile } from '../../../shared/model/plan.ts';
import { Problem } from '../../../shared/model/problem.ts';
import type { RunSummary } from '../../../shared/model/runs.ts';
import { EFFORTS } from '../../../shared/probing/adaptive/decide.ts';
import { PACES } from '../../../shared/probing/pace.ts';
import { withAbsolutePaths } from '../../engine/load-plan.ts';
import { abilityOf, previewOf } from '../../engine/preview.ts';

/** What a box can tell does not change from one key to the next, and opening every source takes a moment. */
const REMEMBERED_MS = 30_000;

interface Remembered {
  readonly at: number;
  readonly ability: Promise<BoxView | null>;
}

type Read =
  | { readonly plan: PlanFile; readonly issues: readonly never[]; readonly problems: readonly never[] }
  | { readonly plan: null; readonly issues: readonly FieldIssue[]; readonly problems: readonly Problem[] };

/** @throws whatever is no Problem */
function read(value: unknown): Read {
  try {
    return { plan: checkPlan(value, ''), issues: [], problems: [] };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const problem = error as Problem;
    if (problem.code !== 'document.invalid') return { plan: null, issues: [], problems: [problem] };
    const { issues } = problem.data as { issues: readonly FieldIssue[] };
    return { plan: null, issues, problems: [] };
  }
}

/** Says what is known of a plan before anything is launched. */
export class PlanChecker {
  readonly #dataFolder: string;
  readonly #runs: () => readonly RunSummary[];
  readonly #remembered = new Map<string, Remembered>();

  /** @param runs the kept ones, for how long a probe of the same program took */
  constructor(dataFolder: string, runs: () => readonly RunSummary[]) {
    this.#dataFolder = dataFolder;
    this.#runs = runs;
  }

  /**
   * @param value a plan as a form holds it, or null where the box launches by itself
   * @param folder what its relative paths are relative to
   */
  async check(value: unknown, folder: string, box: string): Promise<PlanCheck> {
    const {
      plan: file,
      issues,
      problems,
    } = value === null || value === undefined ? { plan: null, issues: [], problems: [] } : read(value);
    const plan = file && completePlan(withAbsolutePaths(file, folder));
    const found: BridgeProblem[] = problems.map(problemAsData);
    let view: BoxView | null = null;
    try {
      view = await this.#ability(box, plan ?? emptyPlan());
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      found.push(problemAsData(error));
    }
    let slots: SlotPreview[] = [];
    if (plan && box === 'local') {
      const preview = await previewOf(plan, this.#dataFolder, view?.host.gpus?.length ?? 0);
      slots = preview.slots.map(({ slot, command, problem }) => ({
        slot,
        command: command && {
          ...command,
          arguments: [...command.arguments],
          environment: { ...command.environment },
        },
        problem: problem && problemAsData(problem),
      }));
      // What slot 1 shows already needs no second sentence.
      const shown = new Set(slots.map(({ problem }) => JSON.stringify(problem)));
      found.push(...preview.problems.map(problemAsData).filter((one) => !shown.has(JSON.stringify(one))));
    }
    return {
      issues: [...issues],
      problems: found,
      slots,
      box: view,
      duration: this.#duration(box, plan),
    };
  }

  async #ability(box: string, plan: Plan): Promise<BoxView | null> {
    const key = JSON.stringify([box, box === 'local' ? plan.frames : null]);
    const known = this.#remembered.get(key);
    if (known && performance.now() - known.at < REMEMBERED_MS) return known.ability;
    const ability = abilityOf(box, plan).then(
      (found) => found && { readings: found.readings && [...found.readings], host: found.host },
    );
    this.#remembered.clear();
    this.#remembered.set(key, { at: performance.now(), ability });
    // What failed is tried again by the next question.
    ability.catch(() => this.#remembered.delete(key));
    return ability;
  }

  #duration(box: string, plan: Plan | null): PlanCheck['duration'] {
    if (plan?.method === 'manual') return null;
    const before = this.#runs().find(
      (run) =>
        run.box === box &&
        (plan === null || run.executable === plan.executable) &&
        run.state === 'done' &&
        (run.verdict === 'knee' || run.verdict === 'at-least'),
    );
    if (before) return { from: 'history', run: before.run, seconds: before.seconds };
    const mode = plan?.mode ?? 'balanced';
    // What launches by itself is told its method when it starts; unless told otherwise it is this one.
    if ((plan?.method ?? 'adaptive') === 'adaptive') {
      const { baseline, firstLook, passingLook, lastLook, longestLook } = EFFORTS[mode];
      return {
        from: 'looks',
        baseline,
        first: firstLook,
        passing: passingLook,
        last: lastLook,
        longest: longestLook,
      };
    }
    const { baseline, leastDwell } = PACES[mode];
    return { from: 'pace', baseline, perLevel: leastDwell };
  }
}

/** What a box can tell is asked also while the plan does not fit yet. */
function emptyPlan(): Plan {
  return completePlan({ format: 'kneescope.plan/1', executable: '' });
}
