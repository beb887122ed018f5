import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Problem } from '../../../shared/model/problem.ts';

export interface PrintFiles {
  /** The page, whole and self-contained. */
  readonly page: string;
  /** Where the PDF is to lie; nothing is there yet. */
  readonly pdf: string;
  /** The folder of both, which is gone afterwards. */
  readonly folder: string;
}

/**
 * Makes a PDF by what prints one file into another.
 * @param by its name, for whoever reads why it failed
 * @throws Problem `pdf.failed`
 */
export async function printThroughFiles(
  html: string,
  by: string,
  print: (files: PrintFiles) => Promise<unknown>,
): Promise<Uint8Array> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kneescope-pdf-'));
  const files = { page: path.join(folder, 'report.html'), pdf: path.join(folder, 'report.pdf'), folder };
  try {
    await writeFile(files.page, html);
    await print(files);
    return await readFile(files.pdf);
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new Problem('pdf.failed', { browser: by, reason });
  } finally {
    // On Windows a browser's helpers may hold their profile for a moment after it has ended.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }).catch(
      () => undefined,
    );
  }
}
