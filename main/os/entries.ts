import { existsSync } from 'node:fs';
import path from 'node:path';

/** The programs of `electron.config.ts` that one of ours starts as a process or a worker thread of its own. */
export type Entry = 'procfs-worker' | 'inventory' | 'report-worker' | 'guardian' | 'sampler';

/**
 * The bundle of one of our own programs. From a bundle that is a file beside it or one folder up (chunks); from
 * the sources (tests) it is what `npm run build` made.
 * @throws Error where the bundles are missing: our own fault or an unbuilt checkout
 */
export function entryPath(entry: Entry): string {
  let folder = import.meta.dirname;
  for (;;) {
    for (const candidate of [
      path.join(folder, `${entry}.js`),
      path.join(folder, 'out', 'main', `${entry}.js`),
    ]) {
      if (existsSync(candidate)) return candidate;
    }
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`${entry}.js is not built: run npm run build`);
    folder = parent;
  }
}
