import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const listed = (...patterns: string[]) =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...patterns], {
    cwd: ROOT,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => file !== '' && existsSync(path.join(ROOT, file)));
const pages = listed('*.md');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** Without what stands in fenced blocks or between backticks: a link there is none. */
const prose = (text: string) =>
  text
    .replaceAll(/^```.*?^```/gmsu, '')
    .replaceAll(/`[^`\n]*`/gu, (code) => `\`${'x'.repeat(code.length - 2)}\``);

/** The anchors that GitHub gives to a page's headings. */
function anchorsOf(text: string): Set<string> {
  const seen = new Map<string, number>();
  const headings = text.replaceAll(/^```.*?^```/gmsu, '').matchAll(/^#{1,6} +(.*)$/gmu);
  return new Set(
    [...headings].map(([, heading = '']) => {
      const slug = heading
        .replaceAll(/\[([^\]]*)\]\([^)]*\)/gu, '$1')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
        .replaceAll(' ', '-');
      const times = seen.get(slug) ?? 0;
      seen.set(slug, times + 1);
      return times === 0 ? slug : `${slug}-${times}`;
    }),
  );
}

interface Link {
  readonly target: string;
  readonly picture: boolean;
}

function linksOf(text: string): Link[] {
  return [...prose(text).matchAll(/(!?)\[[^\]]*\]\(([^()\s]+)\)/gu)].map(([, sign, target = '']) => ({
    target,
    picture: sign === '!',
  }));
}

/** What is wrong with a link of a page; null where it leads somewhere. */
function fault(page: string, { target, picture }: Link): string | null {
  if (/^https?:/u.test(target)) return null;
  const [file = '', anchor] = target.split('#');
  const place = file === '' ? page : path.join(path.dirname(page), decodeURIComponent(file));
  if (place.startsWith('..') || !existsSync(path.join(ROOT, place))) return `${target}: no such file`;
  if (picture && !/\.(?:png|svg)$/u.test(place)) return `${target}: no picture`;
  if (anchor === undefined) return null;
  return anchorsOf(read(place)).has(decodeURIComponent(anchor)) ? null : `${target}: no such heading`;
}

describe('links between the pages of this repository', () => {
  it('are found at all', () => {
    expect(pages.flatMap((page) => linksOf(read(page))).length).toBeGreaterThan(50);
  });

  it.each(pages)('of %s lead somewhere', (page) => {
    expect(linksOf(read(page)).flatMap((link) => fault(page, link) ?? [])).toEqual([]);
  });

  it.each([
    ['README.md', { target: 'docs/nowhere.md', picture: false }],
    ['README.md', { target: 'docs/formats.md#nothing', picture: false }],
    ['docs/formats.md', { target: '../../outside.md', picture: false }],
    ['README.md', { target: 'docs/formats.md', picture: true }],
  ])('would be told in %s: %j', (page, link) => {
    expect(fault(page, link)).not.toBe(null);
  });
});

describe('pictures', () => {
  it('are each shown by a page', () => {
    const shown = new Set(
      pages.flatMap((page) =>
        linksOf(read(page)).map(({ target }) => path.join(path.dirname(page), target.split('#')[0] ?? '')),
      ),
    );
    expect(listed('docs/pictures').filter((picture) => !shown.has(picture))).toEqual([]);
  });
});

const translated = pages.filter((page) => page.endsWith('.zh-CN.md'));

describe('pages in two languages', () => {
  const shape = (text: string) => ({
    headings: [...text.replaceAll(/^```.*?^```/gmsu, '').matchAll(/^(#{1,6}) /gmu)].map(([, level]) => level),
    fences: [...text.matchAll(/^```(.+)$/gmu)].map(([, info]) => info),
    commands: [...text.matchAll(/^```sh.*?\n(.*?)^```/gmsu)].map(([, code]) => code),
    rows: [...text.matchAll(/^\|/gmu)].length,
    pictures: linksOf(text).filter(({ picture }) => picture).length,
  });

  it('are there', () => {
    expect(translated.length).toBeGreaterThanOrEqual(3);
  });

  it.each(translated)('%s has the headings, commands, tables and pictures of the English one', (page) => {
    expect(shape(read(page))).toEqual(shape(read(page.replace('.zh-CN.md', '.md'))));
  });

  it.each(translated)('%s and the English one lead to one another', (page) => {
    const english = page.replace('.zh-CN.md', '.md');
    const leads = (from: string, to: string) =>
      linksOf(read(from)).some(({ target }) => path.join(path.dirname(from), target) === to);
    expect([leads(page, english), leads(english, page)]).toEqual([true, true]);
  });
});

describe('files that pages name', () => {
  // Paths of sources in backticks; a name with a wildcard or a placeholder names no one file.
  const named = (text: string) =>
    [...text.matchAll(/`((?:main|shared|renderer|build|bench|e2e|docs|examples)\/[\w./-]+)`/gu)].map(
      ([, file]) => file ?? '',
    );
  it.each(pages.filter((page) => named(read(page)).length > 0))('by %s are there', (page) => {
    const missing = named(read(page)).filter((file) => {
      const place = path.join(ROOT, file);
      return !['', '.ts', '.tsx', '.test.ts'].some((ending) => existsSync(place + ending));
    });
    expect(missing).toEqual([]);
  });
});
