import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { describeWith } from '../../build/test/need.ts';
import { explainVerdict } from '../../shared/explain/verdict.ts';
import { LANGUAGES } from '../../shared/locale/language.ts';
import { messages } from '../../shared/locale/messages.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import { Cli } from '../cli.ts';
import { LONG, POLL, WHERE, picture, withApp } from './with-app.ts';

const squeezed = (text: string) => text.replaceAll(/\s/gu, '');
const NO_BROWSER = { PATH: '/nowhere' };

describeWith(['chromium', 'poppler', 'chinese-font'], `PDF from the desktop app in ${WHERE}`, () => {
  it('prints a report by itself, in a locked window that nobody sees', { timeout: LONG }, async () => {
    const cli = new Cli();
    try {
      const verdict = await cli.json<Verdict>('probe', '--box', 'simulated:gpu-bound', '--seed', '7');
      const data = path.join(cli.data, 'kneescope');
      // Nowhere to look for an installed browser.
      await withApp(
        async (app) => {
          const page = await app.page();
          await app.evaluate(({ app: here, shell }) => {
            const seen = { shown: [] as string[], printed: 0 };
            Object.assign(here, { seen });
            shell.openPath = (file) => {
              seen.shown.push(file);
              return Promise.resolve('');
            };
            here.on('web-contents-created', (_event, contents) => {
              const print = contents.printToPDF.bind(contents);
              contents.printToPDF = (options) => {
                seen.printed += 1;
                return print(options);
              };
            });
          });
          const seen = () =>
            app.evaluate(
              ({ app: here }) => (here as unknown as { seen: { shown: string[]; printed: number } }).seen,
            );
          for (const [place, language] of LANGUAGES.entries()) {
            const texts = messages(language);
            await page.getByRole('combobox', { name: /^(?:Language|语言)$/u }).selectOption(language);
            await page.evaluate((run) => {
              window.location.hash = `#/result/${run}`;
            }, verdict.run!);
            await page.getByRole('button', { name: texts.app.report.pdf }).click();
            await expect.poll(async () => (await seen()).shown, POLL).toHaveLength(place + 1);
            const file = (await seen()).shown[place]!;
            expect(path.basename(file)).toBe('report.pdf');
            expect(path.relative(data, file)).not.toContain('..');
            const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
            expect(info).toMatch(/Page size: +59[45]\.?\d* x 84[12]\.?\d* pts \(A4\)/u);
            expect(Number(/Pages: +(\d+)/u.exec(info)![1])).toBeGreaterThan(2);
            const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
            expect(squeezed(text)).toContain(squeezed(explainVerdict(verdict, language).headline));
            await page.getByText(texts.app.report.at(file)).waitFor();
            await picture(page, `pdf.${language}`);
          }
          expect((await seen()).printed).toBe(2);
          expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
          const reached = await app.evaluate(async ({ BrowserWindow, session }) => {
            const went: string[] = [];
            for (const address of ['https://example.com/', 'file:///etc/hostname']) {
              const window = new BrowserWindow({
                show: false,
                webPreferences: { session: session.fromPartition('print') },
              });
              await window.loadURL(address).then(
                () => went.push(address),
                () => undefined,
              );
              window.destroy();
            }
            return went;
          });
          expect(reached).toEqual([]);
        },
        { args: [`--data=${data}`], environment: NO_BROWSER },
      );
    } finally {
      cli.remove();
    }
  });

  it('says why where it cannot be printed, and offers the page', { timeout: LONG }, async () => {
    const cli = new Cli();
    try {
      const { run } = await cli.json<Verdict>('probe', '--box', 'simulated:gpu-bound', '--seed', '7');
      await withApp(
        async (app) => {
          const page = await app.page();
          await app.evaluate(({ app: here }) => {
            here.on('web-contents-created', (_event, contents) => {
              contents.printToPDF = () => Promise.reject(new Error('there is no paper'));
            });
          });
          await page.evaluate((kept) => {
            window.location.hash = `#/result/${kept}`;
          }, run!);
          await page.getByRole('button', { name: 'As PDF' }).click();
          const problem = page.getByRole('alert').filter({ hasText: 'Electron could not make the PDF' });
          await problem.getByText('there is no paper. Take the HTML report instead').waitFor();
          await page.getByRole('button', { name: 'Open the report' }).click();
          await page.getByText(/^The report is at .*report\.html$/u).waitFor();
        },
        { args: [`--data=${path.join(cli.data, 'kneescope')}`] },
      );
    } finally {
      cli.remove();
    }
  });
});
