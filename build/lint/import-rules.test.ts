import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ESLint } from 'eslint';
import boundaries from 'eslint-plugin-boundaries';
import tseslint from 'typescript-eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importRules } from './import-rules.ts';
import { layers, type Layer } from './layers.ts';

/** Every package that a layer names, and one that none does. */
const PACKAGES = [...new Set(layers.flatMap((layer) => layer.packages)), 'left-pad', 'electron'];
const concrete = (folder: string, name = 'one') => folder.replace('*', name);
const specifier = (name: string) => (name === 'node:' ? 'node:fs' : name);

let root: string;
let eslint: ESLint;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'kneescope-layers-'));
  const folders = [...layers.map(({ folder }) => concrete(folder)), 'renderer/features/two', 'elsewhere'];
  for (const folder of folders) {
    mkdirSync(path.join(root, folder), { recursive: true });
    writeFileSync(path.join(root, folder, 'part.ts'), 'export const part = 1;\nexport type Part = number;\n');
  }
  for (const name of PACKAGES.filter((name) => name !== 'node:')) {
    mkdirSync(path.join(root, 'node_modules', name), { recursive: true });
    writeFileSync(path.join(root, 'node_modules', name, 'index.js'), 'module.exports = {};\n');
  }
  eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser }, plugins: { boundaries } },
      { files: ['**/*.ts'], ...importRules(root) },
    ] as never,
  });
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** The messages that the rules give for one file with these lines, by line (from 1). */
async function lint(folder: string, lines: string[]): Promise<Map<number, string>> {
  const filePath = path.join(root, folder, 'deliberately-bad.ts');
  writeFileSync(filePath, lines.join('\n'));
  const [result] = await eslint.lintFiles([filePath]);
  rmSync(filePath);
  return new Map(result?.messages.map(({ line, message }) => [line, message]));
}

const relative = (from: string, to: string) => `./${path.posix.relative(from, to)}/part.ts`;

describe.each(layers)('the import rules of $folder', (layer: Layer) => {
  const from = concrete(layer.folder);
  const others = layers.filter(({ folder }) => folder !== layer.folder);

  it('refuse every other folder, and say why', async () => {
    const refused = others.filter(({ folder }) => !layer.ours.includes(folder));
    const lines = refused.map(({ folder }) => `export * from '${relative(from, concrete(folder))}';`);
    const found = await lint(from, lines);
    expect([...found.keys()]).toEqual(lines.map((_, index) => index + 1));
    for (const message of found.values()) expect(message).toContain(layer.why);
  });

  it('let through the folders it stands on', async () => {
    const lines = layer.ours.map((folder) => `export * from '${relative(from, concrete(folder))}';`);
    const types = (layer.typesOf ?? []).map(
      (folder) => `export type { Part } from '${relative(from, folder)}';`,
    );
    expect(await lint(from, [...lines, ...types, "export * from './part.ts';"])).toEqual(new Map());
  });

  it('refuse every package that is not named, and let through those that are', async () => {
    const lines = PACKAGES.map((name) => `import '${specifier(name)}';`);
    const found = await lint(from, lines);
    const refused = PACKAGES.map((name, index) => ({ name, line: index + 1 }))
      .filter(({ name }) => !layer.packages.includes(name))
      .map(({ line }) => line);
    expect([...found.keys()]).toEqual(refused);
  });
});

describe('the import rules', () => {
  it('keep features apart from one another', async () => {
    const found = await lint('renderer/features/two', ["export * from '../one/part.ts';"]);
    expect(found.get(1)).toContain('Features never know one another');
  });

  it('let model take types of stats, never values', async () => {
    const found = await lint('shared/model', [
      "import { part } from '../stats/part.ts';",
      'export { part };',
    ]);
    expect([...found.keys()]).toEqual([1]);
  });

  it('refuse a folder that is in no layer', async () => {
    const found = await lint('main/os', ["export * from '../../elsewhere/part.ts';"]);
    expect([...found.keys()]).toEqual([1]);
  });

  it('see dynamic imports, re-exports of types and require', async () => {
    const found = await lint('shared/probing', [
      "export const late = () => import('../../main/os/part.ts');",
      "export type { Part } from '../../main/os/part.ts';",
      "export const old = require('../../main/os/part.ts');",
    ]);
    expect([...found.keys()]).toEqual([1, 2, 3]);
  });
});
