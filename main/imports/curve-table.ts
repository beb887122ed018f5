import { readFile } from 'node:fs/promises';
import { Problem } from '../../shared/model/problem.ts';
import { delimiterOf, fieldsOf } from './fields.ts';
import { unreadable } from './lines.ts';
import { numberFrom } from './values.ts';

/** A row of a table `n,value`. */
export interface CurveRow {
  readonly n: number;
  readonly value: number;
}

/**
 * Reads a table `n,value`, with a header and any separator, n in any order; rows without a value are left out.
 * @param file its name, for what is wrong in it
 * @throws Problem `import.line` with the place and what was expected there
 */
export function curveTable(text: string, file: string): CurveRow[] {
  const [top = '', ...lines] = text.replace(/^\uFEFF/u, '').split(/\r?\n/u);
  const delimiter = delimiterOf(top);
  const wrong = (line: number, field: { text: string; column: number } | undefined, expected: string) =>
    new Problem('import.line', {
      file,
      line,
      column: field?.column ?? 1,
      expected,
      found: field?.text ?? '',
    });
  const header = fieldsOf(top, delimiter);
  // Numbers at the top are no header: whoever forgot it would lose a row without a word.
  if (header.length < 2 || header.every((field) => typeof numberFrom(field.text) === 'number'))
    throw wrong(1, header[0], 'header n,value');
  // A second column that is called n is n: taken for the value it would give an answer, and a wrong one.
  const swapped = header[1]?.text.trim() === 'n' && header[0]?.text.trim() !== 'n';
  const rows = lines.flatMap((row, place): CurveRow[] => {
    if (row.trim() === '') return [];
    const fields = fieldsOf(row, delimiter);
    const [first, second] = swapped ? [fields[1], fields[0]] : fields;
    const [n, value] = [numberFrom(first?.text ?? ''), numberFrom(second?.text ?? '')];
    if (typeof n !== 'number' || n < 0) throw wrong(place + 2, first, 'number');
    if (value === undefined) throw wrong(place + 2, second, 'number');
    return value === null ? [] : [{ n, value }];
  });
  if (rows.length === 0) throw wrong(2, undefined, 'number');
  return rows;
}

/** The table in a file. @throws Problem `file.unreadable`, `import.line` */
export async function readCurveTable(file: string): Promise<CurveRow[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw unreadable(file, error);
  });
  return curveTable(text, file);
}
