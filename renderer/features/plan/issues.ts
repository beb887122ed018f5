import type { BridgeProblem } from '../../../shared/bridge/bridge-problem.ts';
import { problemFromData } from '../../../shared/bridge/bridge-problem.ts';
import type { PlanCheck } from '../../../shared/bridge/plan-check.ts';
import { explainProblem } from '../../../shared/explain/problem.ts';
import type { Language } from '../../../shared/locale/language.ts';
import { messages } from '../../../shared/locale/messages.ts';

/** The field of the form that a problem belongs to; empty for none. */
function fieldOf({ code, data }: BridgeProblem): string {
  if (code.startsWith('executable.')) return 'executable';
  if (code === 'working-directory.missing') return 'workingDirectory';
  const { field } = data;
  return typeof field === 'string' ? field : '';
}

/** What is wrong with a plan, in sentences, by field. */
export interface Issues {
  /** The sentences about a field and all below it: `arguments` has those of `arguments[2]`. */
  readonly at: (field: string) => string | undefined;
  /** What belongs to no field that the form shows. */
  readonly others: readonly string[];
  readonly count: number;
}

const SHOWN = [
  'executable',
  'arguments',
  'workingDirectory',
  'copies',
  'ready',
  'frames',
  'fpsTarget',
  'limits',
  'cap',
  'guards',
  'name',
  'environment',
  'stop',
  'gpus',
  'tick',
  'tags',
];

const isAt = (field: string, place: string) =>
  place === field || place.startsWith(`${field}.`) || place.startsWith(`${field}[`);

export function issuesOf(check: PlanCheck | null, language: Language): Issues {
  const { fieldIssue } = messages(language);
  const slots = (check?.slots ?? []).flatMap(({ problem }) => (problem ? [problem] : []));
  const all = [
    ...(check?.issues ?? []).map((issue) => ({ place: issue.field, text: fieldIssue(issue) })),
    ...[...(check?.problems ?? []), ...slots].map((problem) => ({
      place: fieldOf(problem),
      text: explainProblem(problemFromData(problem), language),
    })),
  ];
  // A placeholder is wrong at each slot in the same words.
  const once = all.filter(({ text }, place) => all.findIndex((other) => other.text === text) === place);
  return {
    at: (field) => {
      const texts = once.filter(({ place }) => isAt(field, place)).map(({ text }) => text);
      return texts.length === 0 ? undefined : texts.join('\n');
    },
    others: once.filter(({ place }) => !SHOWN.some((field) => isAt(field, place))).map(({ text }) => text),
    count: once.length,
  };
}
