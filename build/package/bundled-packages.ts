import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

/** The package that a bundled module is of, as its folder; null for one of ours. */
function packageFolder(module: string): string | null {
  const [, folder] = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//u.exec(module.replaceAll('\\', '/')) ?? [];
  return folder ?? null;
}

/**
 * Writes down whose code stands in a bundle (`out/bundled/NAME.json`: folders, from the root of the repository), for the
 * list of licences. A list of dependencies would not do: most of them are bundled, and some only in part.
 */
export function bundledPackages(name: string): Plugin {
  const root = process.cwd();
  return {
    name: 'bundled-packages',
    generateBundle: (_options, bundle) => {
      const modules = Object.values(bundle).flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []));
      const folders = new Set(modules.map(packageFolder).filter((folder) => folder !== null));
      const relative = [...folders].map((folder) => path.relative(root, folder).replaceAll('\\', '/'));
      mkdirSync('out/bundled', { recursive: true });
      writeFileSync(`out/bundled/${name}.json`, `${JSON.stringify(relative.toSorted(), null, 2)}\n`);
    },
  };
}
