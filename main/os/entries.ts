import { existsSync } from 'node:fs';
import path from 'node:path';

/** The programs of `electron.config.ts` that one of ours starts as a process or a worker thread of its own. */
export type Entry =
  | 'procfs-worker'
  | 'inventory'
  | 'report-worker'
  | 'kept-worker'
  | 'planning-worker'
  | 'guardian'
  | 'sampler'
  | 'desktop';

/**
 * The bundle of one of our own programs. From a bundle that is a file beside it or one folder up (chunks); from
 * the sources (tests) it is what `npm run build` made.
 * @throws Error where the bundles are missing: our own fault or an unbuilt checkout
 */
export function entryPath(entry: Entry): string {
  return builtFile(`${entry}.js`, path.join('out', 'main', `${entry}.js`));
}

/** Where the dashboard's files lie, made by the same build. @throws Error as {@link entryPath} */
export function assetsFolder(): string {
  const index = path.join('renderer', 'index.html');
  return path.dirname(builtFile(index, path.join('out', index)));
}

/** The first of two files that is found in this folder or one above it. */
function builtFile(beside: string, fromRoot: string): string {
  let folder = import.meta.dirname;
  for (;;) {
    for (const candidate of [path.join(folder, beside), path.join(folder, fromRoot)]) {
      if (existsSync(candidate)) return candidate;
    }
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`${beside} is not built: run npm run build`);
    folder = parent;
  }
}
