import type { z } from 'zod';
import { nearest } from './nearest.ts';

/** One thing wrong with one field of a document, in a form that faces turn into a sentence of their language. */
export interface FieldIssue {
  /** Where, as `limits.cpu` or `levels[2].n`; empty for the document itself. */
  readonly field: string;
  /** The line in the text, from 1, where the text is known. */
  readonly line: number | null;
  readonly kind: 'unknown' | 'missing' | 'type' | 'choice' | 'least' | 'most' | 'rule';
  /** What it should have been: a type, the choices, the bound, the rule's code. */
  readonly expected: string;
  /** What stands there, as JSON, shortened. */
  readonly received: string;
  /** The known field that was most likely meant. */
  readonly nearest: string | null;
}

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

export function fieldName(path: Path): string {
  return path.reduce<string>(
    (name, part) =>
      typeof part === 'number' ? `${name}[${part}]` : name === '' ? String(part) : `${name}.${String(part)}`,
    '',
  );
}

function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined,
    document,
  );
}

const LONGEST = 60;
function shown(value: unknown): string {
  const text = (JSON.stringify(value) as string | undefined) ?? 'nothing';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function bound(issue: Issue & { code: 'too_small' | 'too_big' }): string {
  const limit = String(issue.code === 'too_small' ? issue.minimum : issue.maximum);
  const measured = issue.origin === 'string' || issue.origin === 'array' ? ` (${issue.origin} length)` : '';
  const sign = issue.code === 'too_small' ? '>' : '<';
  return `${issue.inclusive === false ? sign : `${sign}=`} ${limit}${measured}`;
}

/** The innermost issues: of a union the branch that got furthest, since that is the one that was meant. */
function innermost(issues: readonly Issue[], prefix: Path = []): { issue: Issue; path: Path }[] {
  return issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path];
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ issue, path }];
    const depth = (branch: readonly Issue[]) => Math.max(0, ...branch.map((inner) => inner.path.length));
    const [meant] = [...issue.errors].sort((a, b) => depth(b) - depth(a));
    return meant && depth(meant) > 0 ? innermost(meant, path) : [{ issue, path }];
  });
}

function kindOf(issue: Issue, value: unknown): Pick<FieldIssue, 'kind' | 'expected'> {
  switch (issue.code) {
    case 'too_small':
      return { kind: 'least', expected: bound(issue) };
    case 'too_big':
      return { kind: 'most', expected: bound(issue) };
    case 'invalid_type':
      return { kind: value === undefined ? 'missing' : 'type', expected: issue.expected };
    case 'invalid_value':
      return {
        kind: value === undefined ? 'missing' : 'choice',
        expected: issue.values.map(shown).join(' | '),
      };
    case 'invalid_union': {
      const choices = issue.errors.flat().map((inner) => kindOf(inner, value).expected);
      const named = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(shown) : choices;
      return { kind: value === undefined ? 'missing' : 'choice', expected: [...new Set(named)].join(' | ') };
    }
    default:
      return { kind: 'rule', expected: issue.message };
  }
}

/**
 * What a schema found wrong, a row for each field.
 * @param lineOf the line (from 1) at which a path stands in the text, where there is a text
 * @param knownAt the fields that a path's object may have, for "did you mean"
 */
export function fieldIssues(
  error: z.ZodError,
  document: unknown,
  lineOf: (path: Path) => number | null = () => null,
  knownAt: (path: Path) => readonly string[] = () => [],
): FieldIssue[] {
  return innermost(error.issues).flatMap(({ issue, path }): FieldIssue[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        field: fieldName([...path, key]),
        line: lineOf([...path, key]),
        kind: 'unknown',
        expected: knownAt(path).join(', '),
        received: shown(valueAt(document, [...path, key])),
        nearest: nearest(key, knownAt(path)),
      }));
    }
    const value = valueAt(document, path);
    return [
      {
        field: fieldName(path),
        line: lineOf(path),
        ...kindOf(issue, value),
        received: shown(value),
        nearest: null,
      },
    ];
  });
}
