import {
  applyEdits,
  findNodeAtLocation,
  getNodeValue,
  modify,
  parseTree,
  printParseErrorCode,
  type ParseError,
} from 'jsonc-parser';
import { z } from 'zod';
import { fieldIssues } from './field-issues.ts';
import { PLAN_FORMAT, planSchema, type PlanFile } from './plan.ts';
import { Problem } from './problem.ts';

function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/u);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Fields whose names are the author's own: nothing in them is a field of the format. */
const FREE = new Set(['environment', 'tags']);

/** Fields that begin with `x-` belong to the plan's author; they are kept in the file and not looked at. */
function withoutAuthorsFields(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !key.startsWith('x-'))
      .map(([key, inner]) => [key, FREE.has(key) ? inner : withoutAuthorsFields(inner)]),
  );
}

/** The fields that a plan may have at a path, for "did you mean". */
function knownFields(path: readonly PropertyKey[]): string[] {
  let schema: z.core.$ZodType = planSchema;
  for (const part of path) {
    const inner = unwrapped(schema);
    if (!(inner instanceof z.ZodObject) || typeof part !== 'string') return [];
    const next = (inner.shape as Record<string, z.core.$ZodType | undefined>)[part];
    if (!next) return [];
    schema = next;
  }
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodObject) return Object.keys(inner.shape);
  if (inner instanceof z.ZodDiscriminatedUnion) {
    const fields = inner.options.flatMap((option) =>
      option instanceof z.ZodObject ? Object.keys(option.shape as object) : [],
    );
    return [...new Set(fields)];
  }
  return [];
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable
    ? unwrapped(schema.unwrap())
    : schema;
}

/**
 * Reads a plan: JSON with comments and trailing commas.
 * @param file how the text is called in an error
 * @throws Problem `document.syntax`, `document.format` or `document.invalid`, with line and field
 */
export function parsePlan(text: string, file: string): PlanFile {
  const source = text.replace(/^\uFEFF/u, '');
  const errors: ParseError[] = [];
  const tree = parseTree(source, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error || !tree) {
    throw new Problem('document.syntax', {
      file,
      format: PLAN_FORMAT,
      ...lineAndColumn(source, error?.offset ?? 0),
      found: error ? printParseErrorCode(error.error) : 'ValueExpected',
    });
  }
  const lineOf = (path: readonly PropertyKey[]): number | null => {
    const segments = path.map((part) => (typeof part === 'number' ? part : String(part)));
    for (let length = segments.length; length >= 0; length--) {
      const node = length === 0 ? tree : findNodeAtLocation(tree, segments.slice(0, length));
      if (node)
        return lineAndColumn(source, (node.parent?.type === 'property' ? node.parent : node).offset).line;
    }
    return null;
  };
  return checkPlan(getNodeValue(tree), file, lineOf);
}

/**
 * Checks a plan that is already a value (from the dashboard's form, from a trace).
 * @throws Problem `document.format` or `document.invalid`
 */
export function checkPlan(
  value: unknown,
  file: string,
  lineOf: (path: readonly PropertyKey[]) => number | null = () => null,
): PlanFile {
  const format =
    typeof value === 'object' && value !== null ? (value as { format?: unknown }).format : undefined;
  if (typeof format === 'string' && format !== PLAN_FORMAT)
    throw new Problem('document.format', { file, expected: PLAN_FORMAT, found: format });
  const document = withoutAuthorsFields(value);
  const result = planSchema.safeParse(document);
  if (result.success) return result.data;
  throw new Problem('document.invalid', {
    file,
    format: PLAN_FORMAT,
    issues: fieldIssues(result.error, document, lineOf, knownFields),
  });
}

type PlainObject = Readonly<Record<string, unknown>>;

function isPlainObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A variable of the environment may be called like what every object inherits: `toString`. */
function ownOf(value: PlainObject, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

interface Difference {
  readonly path: string[];
  /** Undefined: to be taken out. */
  readonly value: unknown;
}

/** What must change in one value for it to be the other; fields of the author's own stay. */
function differences(before: PlainObject, after: PlainObject, path: readonly string[] = []): Difference[] {
  const authors = (key: string) => key.startsWith('x-') && !FREE.has(path[0] ?? '');
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key): Difference[] => {
    const [was, is] = [ownOf(before, key), ownOf(after, key)];
    if (authors(key) || JSON.stringify(was) === JSON.stringify(is)) return [];
    if (isPlainObject(was) && isPlainObject(is)) return differences(was, is, [...path, key]);
    return [{ path: [...path, key], value: is }];
  });
}

/**
 * A plan as the text of its file.
 * @param before the text that it replaces, whose comments, order and fields of the author's own are kept; null for none
 */
export function planText(plan: PlanFile, before: string | null): string {
  const errors: ParseError[] = [];
  const tree = before === null ? undefined : parseTree(before, errors, { allowTrailingComma: true });
  const value: unknown = tree && getNodeValue(tree);
  if (before === null || errors.length > 0 || !isPlainObject(value))
    return `${JSON.stringify(plan, null, 2)}\n`;
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: before.includes('\r\n') ? '\r\n' : '\n' };
  return differences(value, plan).reduce(
    (text, { path, value: is }) => applyEdits(text, modify(text, path, is, { formattingOptions })),
    before,
  );
}
