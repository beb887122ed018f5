import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(path.join(ROOT, 'docs/security.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:---|door|where|what) \|/u.test(line));
const testsIn = (text: string) =>
  [...text.matchAll(/`([\w/.-]+\.test\.tsx?)`/gu)].map(([, file]) => file ?? '');

describe('docs/security.md', () => {
  it('has doors', () => {
    expect(rows.length).toBeGreaterThan(20);
  });

  it.each(rows.map((row) => [row.slice(2, 60), row]))('%s… names tests that are there', (_begin, row) => {
    const tests = testsIn(row);
    expect(tests).not.toEqual([]);
    expect(tests.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  });
});

describe('sources', () => {
  // Each would be a door of its own: markup and code made of text, programs started through a shell.
  it.each([
    ['dangerouslySetInnerHTML', 'renderer'],
    ['\\.(innerHTML|outerHTML) *=', 'renderer'],
    ['\\beval\\(|new Function\\(', 'main renderer shared'],
    ['shell: true|execSync|\\bexec\\b[^;]*from .node:child_process', 'main'],
  ])('have no %s in %s', (pattern, folders) => {
    const files = execFileSync('git', ['ls-files', ...folders.split(' ')], { cwd: ROOT, encoding: 'utf8' })
      .split('\n')
      .filter((file) => /\.tsx?$/u.test(file) && !/\.test\.tsx?$|\/fixtures\//u.test(file));
    expect(files.length).toBeGreaterThan(20);
    const bites = new RegExp(pattern, 'u');
    expect(files.filter((file) => bites.test(readFileSync(path.join(ROOT, file), 'utf8')))).toEqual([]);
  });
});
