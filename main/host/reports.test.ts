import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Desk } from './desk.ts';
import { Reports } from './reports.ts';

let folder: string;
let page: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kneescope reports '));
  page = path.join(folder, 'report.html');
  writeFileSync(page, '<p>seven');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const about = { run: 'k7', language: 'en', format: 'pdf' } as const;

/** A desktop that prints by copying, and says what it showed. */
function desktop(print: Desk['print']): { desk: Desk; shown: string[] } {
  const shown: string[] = [];
  const desk = { print, show: (file: string) => shown.push(file) } as unknown as Desk;
  return { desk, shown };
}

it('has the desktop print, and shows what came of it', async () => {
  vi.stubEnv('PATH', '/nowhere');
  const { desk, shown } = desktop((from, to) => {
    writeFileSync(to, `paper of ${readFileSync(from, 'utf8')}`);
    return Promise.resolve();
  });
  const { file, href } = await new Reports({ reportHref: null, desk }).show(page, about);
  expect({ href, shown, text: readFileSync(file, 'utf8') }).toEqual({
    href: null,
    shown: [path.join(folder, 'report.pdf')],
    text: 'paper of <p>seven',
  });
});

it('says why the desktop could not, and leaves no half of it', async () => {
  const { desk, shown } = desktop(() => Promise.reject(new Error('no paper')));
  await expect(new Reports({ reportHref: null, desk }).show(page, about)).rejects.toMatchObject({
    code: 'pdf.failed',
    data: { browser: 'Electron', reason: 'no paper' },
  });
  expect(shown).toEqual([]);
  expect(existsSync(path.join(folder, 'report.pdf'))).toBe(false);
});

it('says that there is no browser where there is none; the page is there all the same', async () => {
  vi.stubEnv('PATH', '/nowhere');
  const reports = new Reports({
    reportHref: (run, language, format) => `/${run ?? ''}.${language}.${format}`,
  });
  await expect(reports.show(page, about)).rejects.toMatchObject({ code: 'pdf.no-browser' });
  expect(await reports.show(page, { ...about, format: 'html' })).toEqual({ file: page, href: '/k7.en.html' });
});
