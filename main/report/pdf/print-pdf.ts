import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Problem } from '../../../shared/model/problem.ts';
import { runProgram } from '../../os/run-program.ts';
import { findBrowser } from './find-browser.ts';
import { printThroughFiles } from './print-through-files.ts';

/** Long enough for a slow box under load. */
const TIMEOUT_SECONDS = 120;
const MOST_BYTES = 1 << 20;

/** A browser that root starts refuses its sandbox; the page is our own and runs no script. */
function sandbox(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/**
 * Prints a page of ours on A4 with an installed Edge, Chrome or Chromium, in a profile of its own that is gone afterwards.
 * @param browser its path; null where none was found
 * @throws Problem `pdf.no-browser`, or `pdf.failed` where the browser did not print
 */
export async function printPdf(html: string, browser: string | null = findBrowser()): Promise<Uint8Array> {
  if (browser === null) throw new Problem('pdf.no-browser', {});
  return printThroughFiles(html, browser, ({ page, pdf, folder }) =>
    runProgram(
      browser,
      [
        ...['--headless=new', '--disable-gpu', '--no-first-run', '--no-default-browser-check', ...sandbox()],
        ...[`--user-data-dir=${path.join(folder, 'profile')}`, '--no-pdf-header-footer'],
        ...[`--print-to-pdf=${pdf}`, pathToFileURL(page).href],
      ],
      { timeout: TIMEOUT_SECONDS, mostBytes: MOST_BYTES, environment: process.env },
    ),
  );
}
