import type { PageFormat } from '../../shared/bridge/fields.ts';
import type { Language } from '../../shared/locale/language.ts';
import { pdfBeside } from '../report/pdf/pdf-beside.ts';
import { printThroughFiles } from '../report/pdf/print-through-files.ts';
import type { Desk } from './desk.ts';

/** Where a face finds the report of a run, or with no run the page about an audience. */
export type ReportHref = (run: string | null, language: Language, format: PageFormat) => string;

export interface ReportsOptions {
  /** Null where the desktop opens the file itself. */
  readonly reportHref: ReportHref | null;
  readonly desk?: Desk;
}

/** A page that has just been written, in the format that is wanted and before whoever wants it. */
export class Reports {
  readonly #options: ReportsOptions;

  constructor(options: ReportsOptions) {
    this.#options = options;
  }

  /**
   * @param page the HTML file
   * @returns the file in that format, and where the face finds it; a desktop has opened it already
   * @throws Problem `pdf.no-browser`, `pdf.failed` or `file.unwritable`
   */
  async show(
    page: string,
    about: { readonly run: string | null; readonly language: Language; readonly format: PageFormat },
  ): Promise<{ file: string; href: string | null }> {
    const { reportHref, desk } = this.#options;
    const { run, language, format } = about;
    const file = format === 'pdf' ? await this.#printed(page) : page;
    const href = reportHref?.(run, language, format) ?? null;
    if (href === null) desk?.show(file);
    return { file, href };
  }

  #printed(page: string): Promise<string> {
    const { desk } = this.#options;
    if (!desk) return pdfBeside(page);
    return pdfBeside(page, (html) =>
      printThroughFiles(html, 'Electron', (files) => desk.print(files.page, files.pdf)),
    );
  }
}
