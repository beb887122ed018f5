import type { Plan } from './plan.ts';
import { Problem } from './problem.ts';

/** What stands for the placeholders at one slot; null is what there is none of on this box or in this plan. */
export interface SlotValues {
  /** The slot, from 1. */
  readonly index: number;
  readonly gpu: number | null;
  /** The slot's own folder. */
  readonly copy: string | null;
  readonly data: string | null;
}

/** What is started at one slot, with nothing left to fill in. */
export interface Command {
  readonly executable: string;
  readonly arguments: readonly string[];
  readonly workingDirectory: string | null;
  readonly environment: Readonly<Record<string, string>>;
}

const HIGHEST_PORT = 65_535;
/**
 * `{{`, or a name of letters alone in braces, perhaps with something after a colon. All else with a brace is text:
 * arguments are often JSON, and `{"a":1}` or `{}` must pass as they stand.
 */
const PLACEHOLDER = /\{\{|\{([A-Za-z]+)(?::([^{}]*))?\}/gu;

/** The port of a slot: the base is the first slot's. Null where it would be no port. */
export function portOf(base: number, index: number): number | null {
  const port = base + index - 1;
  return base >= 1 && port <= HIGHEST_PORT ? port : null;
}

/**
 * Fills in `{index} {port:BASE} {gpu} {copy} {data}`; `{{` is a brace.
 * @param field where the text stands in the plan, for the error
 * @throws Problem `placeholder.unknown`, `placeholder.unavailable` or `placeholder.port`
 */
export function expandPlaceholders(text: string, field: string, values: SlotValues): string {
  return text.replace(PLACEHOLDER, (placeholder: string, name?: string, base?: string) => {
    if (name === undefined) return '{';
    if (name === 'port' && base !== undefined && /^\d{1,5}$/u.test(base)) {
      const port = portOf(Number(base), values.index);
      if (port === null) throw new Problem('placeholder.port', { field, placeholder, slot: values.index });
      return String(port);
    }
    if (base !== undefined || !isPlain(name))
      throw new Problem('placeholder.unknown', { field, placeholder });
    const value = values[name];
    if (value === null) throw new Problem('placeholder.unavailable', { field, placeholder });
    return String(value);
  });
}

function isPlain(name: string): name is keyof SlotValues {
  return name === 'index' || name === 'gpu' || name === 'copy' || name === 'data';
}

/**
 * The command of one slot.
 * @throws Problem as `expandPlaceholders` does
 */
export function expandCommand(plan: Plan, values: SlotValues): Command {
  const { executable, workingDirectory } = plan;
  return {
    executable,
    arguments: plan.arguments.map((text, i) => expandPlaceholders(text, `arguments[${i}]`, values)),
    workingDirectory:
      workingDirectory === null ? null : expandPlaceholders(workingDirectory, 'workingDirectory', values),
    environment: Object.fromEntries(
      Object.entries(plan.environment).map(([name, text]) => [
        name,
        expandPlaceholders(text, `environment.${name}`, values),
      ]),
    ),
  };
}
