import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import Papa from 'papaparse';
import { Problem } from '../../../shared/model/problem.ts';
import { makeFolder } from '../../os/make-folder.ts';
import type { Table, Value } from './table.ts';

/** By this mark Excel knows that a file is UTF-8; others skip it. */
const MARK = '\uFEFF';
const LINE_END = '\r\n';
/** So many rows are made into text at once. */
const ROWS_A_PIECE = 1000;
/**
 * Excel would take such a text for a formula, in a Japanese or Chinese one also with the wide signs: a quote before it says that it is
 * none.
 */
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

function* pieces({ columns, rows }: Table): Generator<string> {
  const options = { newline: LINE_END, escapeFormulae: FORMULA };
  const text = (part: readonly (readonly Value[])[]) =>
    `${Papa.unparse(part as Value[][], options)}${LINE_END}`;
  yield MARK + text([columns]);
  let part: (readonly Value[])[] = [];
  for (const row of rows()) {
    part.push(row);
    if (part.length < ROWS_A_PIECE) continue;
    yield text(part);
    part = [];
  }
  if (part.length > 0) yield text(part);
}

/**
 * Writes a table as CSV (RFC 4180) with commas, decimal points and UTF-8 with its mark. What is unknown is an empty field. It
 * goes beside its place first, and never stands whole in memory.
 * @throws Problem `file.unwritable`
 */
export async function writeCsv(table: Table, file: string): Promise<void> {
  const beside = `${file}.${process.pid}.part`;
  try {
    await makeFolder(path.dirname(path.resolve(file)));
    await pipeline(Readable.from(pieces(table)), createWriteStream(beside));
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    throw new Problem('file.unwritable', { file, reason });
  }
}
