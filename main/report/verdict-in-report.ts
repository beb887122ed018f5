import { fieldIssues } from '../../shared/model/field-issues.ts';
import { Problem } from '../../shared/model/problem.ts';
import { VERDICT_FORMAT, verdictSchema, type Verdict } from '../../shared/model/verdict.ts';

const OPENING = '<script type="application/json" id="kneescope-verdict">';
const CLOSING = '</script>';

/** The verdict as a block of data in a page: no `<` in it, so that nothing in it can end the block. */
export function embeddedVerdict(verdict: Verdict): string {
  return `${OPENING}${JSON.stringify(verdict).replaceAll('<', '\\u003c')}${CLOSING}`;
}

/**
 * The verdict that a report carries.
 * @param file how the page is called in an error
 * @throws Problem `document.format` where the page is no report of ours or its verdict is of another version,
 * `document.syntax` or `document.invalid` where its verdict is damaged
 */
export function verdictFromReport(html: string, file: string): Verdict {
  // A page is escaped and its verdict stands at its end, so the last opening is the true one.
  const start = html.lastIndexOf(OPENING);
  const end = html.indexOf(CLOSING, start);
  if (start < 0 || end < 0)
    throw new Problem('document.format', { file, expected: VERDICT_FORMAT, found: '' });
  const document = parsed(html.slice(start + OPENING.length, end), html.slice(0, start), file);
  const format = (document as { format?: unknown } | null)?.format;
  if (format !== VERDICT_FORMAT)
    throw new Problem('document.format', { file, expected: VERDICT_FORMAT, found: String(format) });
  const result = verdictSchema.safeParse(document);
  if (result.success) return result.data;
  const issues = fieldIssues(result.error, document);
  throw new Problem('document.invalid', { file, format: VERDICT_FORMAT, issues });
}

function parsed(json: string, before: string, file: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    const line = before.split('\n').length;
    throw new Problem('document.syntax', { file, format: VERDICT_FORMAT, line, column: 1, found });
  }
}
