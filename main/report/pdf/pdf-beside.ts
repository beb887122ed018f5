import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeWhole } from '../write-whole.ts';
import { printPdf } from './print-pdf.ts';

/** Makes a PDF of a page. */
export type PrintPage = (html: string) => Promise<Uint8Array>;

/**
 * Prints a page of ours that lies in a file, into one of the same name beside it.
 * @param printPage an installed browser unless told otherwise
 * @returns the PDF's path
 * @throws Problem `pdf.no-browser`, `pdf.failed` or `file.unwritable`
 */
export async function pdfBeside(
  page: string,
  printPage: PrintPage = (html) => printPdf(html),
): Promise<string> {
  const { dir, name } = path.parse(page);
  const pdf = path.join(dir, `${name}.pdf`);
  await writeWhole(pdf, await printPage(await readFile(page, 'utf8')));
  return pdf;
}
