import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Licences under which a product may be passed on that keeps its own; anything else is for a person to decide. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'Python-2.0',
  'Unlicense',
]);

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
  readonly repository?: string | { readonly url: string };
  readonly homepage?: string;
}

export interface Licence {
  readonly name: string;
  readonly version: string;
  /** Its SPDX expression. */
  readonly licence: string;
  /** Where it comes from; null where the package does not say. */
  readonly from: string | null;
  readonly author: string | null;
  /** The package's own text; null where it brings none. */
  readonly text: string | null;
}

/** `(MIT OR CC0-1.0)` is as good as its best part, `MIT AND ISC` as its worst. */
function isAllowed(expression: string): boolean {
  const bare = expression.replaceAll(/[()]/gu, ' ');
  return bare.split(/\sOR\s/u).some((one) => one.split(/\sAND\s/u).every((part) => ALLOWED.has(part.trim())));
}

const textOf = (value: string | { name: string } | { url: string } | undefined): string | null => {
  if (value === undefined || typeof value === 'string') return value ?? null;
  return 'name' in value ? value.name : value.url;
};

/**
 * What a package's own files say of its licence.
 * @throws Error where it says none, or one that nobody has allowed
 */
export function licenceOf(folder: string): Licence {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
  const { name, version, license } = manifest;
  if (license === undefined || !isAllowed(license))
    throw new Error(
      `${name} ${version} has the licence ${license ?? '(none)'}: build/package/licences.ts knows no such one`,
    );
  const file = readdirSync(folder).find((entry) => /^(?:licen[cs]e|copying)(?:\.|-|$)/iu.test(entry));
  return {
    name,
    version,
    licence: license,
    from: textOf(manifest.repository) ?? manifest.homepage ?? null,
    author: textOf(manifest.author),
    text: file === undefined ? null : readFileSync(path.join(folder, file), 'utf8').trim(),
  };
}

/** Whose code is in the bundles (see `bundled-packages.ts`), as absolute folders, in order. */
export function bundledFolders(root: string): string[] {
  const folder = path.join(root, 'out', 'bundled');
  const lists = readdirSync(folder).map(
    (file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as string[],
  );
  return [...new Set(lists.flat())].map((relative) => path.resolve(root, relative));
}

/** Folders of packages below a `node_modules`. */
export function installedFolders(nodeModules: string): string[] {
  return readdirSync(nodeModules).flatMap((name) => {
    const folder = path.join(nodeModules, name);
    if (name.startsWith('@')) return installedFolders(folder);
    return existsSync(path.join(folder, 'package.json')) ? [folder] : [];
  });
}

/** All of it as one text, each package once. */
export function licenceText(licences: readonly Licence[]): string {
  const order = licences.toSorted((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
  const once = order.filter(({ name, version }, at) => {
    const before = order[at - 1];
    return before?.name !== name || before.version !== version;
  });
  const head = [
    'Kneescope contains the following software of others. Electron and Chromium come with files of their own:',
    'LICENSE.electron.txt and LICENSES.chromium.html.',
    '',
    ...once.map(({ name, version, licence }) => `  ${name} ${version}: ${licence}`),
  ].join('\n');
  const each = once.map(({ name, version, licence, from, author, text }) =>
    [
      '='.repeat(80),
      `${name} ${version}`,
      `Licence: ${licence}`,
      ...(from === null ? [] : [`From: ${from}`]),
      '',
      // Its words are the same for all who use it; whose they are is said by the package.
      text ?? `By ${author ?? name}. The licence's words: https://spdx.org/licenses/${licence}.html`,
    ].join('\n'),
  );
  return `${[head, ...each].join('\n\n')}\n`;
}
