import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Pid } from '../../os/procfs/process-stat.ts';

/** What is known of a program that crashed. */
export interface CrashFacts {
  readonly file: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Every process that belonged to it. */
  readonly pids: ReadonlySet<Pid>;
  /** When it was launched, in ms of the wall clock, as files bear it. */
  readonly launchedAt: number;
}

/** A search that takes longer looks at what it should not: a share that hangs, a folder of millions. */
const PATIENCE_MS = 2000;
const MOST_ENTRIES = 5000;
/** A dump is written at the crash, not long before it. */
const RECENT_MS = 120_000;
/** Times of files are coarse. */
const COARSE_MS = 2000;

const DUMP = /\.(?:dmp|mdmp|core)$|^core(?:$|\.)/iu;
/** Folders that crash handlers write to; below one of them everything is looked at. */
const KEEPS_DUMPS = /crash|dump|^saved$|^completed$|^reports$|^pending$/iu;
const DEEPEST = 4;
/** Where Linux's own collectors put core files. */
const COLLECTED = ['/var/lib/systemd/coredump', '/var/lib/apport/coredump', '/var/crash'];

/** Folders, and whether all that lies below them is wanted. */
function placesOf({ file, folder, environment }: CrashFacts): readonly string[] {
  const program = path.basename(file).replace(/\.exe$/iu, '');
  const beside = path.dirname(file);
  const value = (name: string) =>
    Object.entries(environment).find(([key]) => key.toUpperCase() === name)?.[1] ?? null;
  const local = value('LOCALAPPDATA');
  const temporary = value('TEMP');
  return [
    folder,
    beside,
    // Unreal: Project/Binaries/Win64/Project.exe writes to Project/Saved/Crashes.
    path.join(beside, '..', '..', 'Saved'),
    // Its launcher lies above the project.
    path.join(beside, program, 'Saved'),
    ...(local === null ? [] : [path.join(local, 'CrashDumps'), path.join(local, program, 'Saved')]),
    // Unity: Company/Product/Crashes, of which only the product is known.
    ...(temporary === null ? [] : [path.join(temporary, '*', program, 'Crashes')]),
    ...(process.platform === 'linux' ? COLLECTED : []),
  ];
}

async function namesIn(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

interface Dump {
  readonly file: string;
  readonly changedAt: number;
}

/** Looks for dumps in folders until there is nothing more to look at or nobody waits any longer. */
class Search {
  readonly found: Dump[] = [];
  readonly #seen = new Set<string>();
  #left = MOST_ENTRIES;

  async look(folder: string, depth = 0): Promise<void> {
    if (this.#seen.has(folder) || this.#left <= 0) return;
    this.#seen.add(folder);
    const entries = await namesIn(folder);
    this.#left -= entries.length;
    const inside = KEEPS_DUMPS.test(path.basename(folder)) || depth > 1;
    for (const entry of entries) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory() && depth < DEEPEST && (inside || KEEPS_DUMPS.test(entry.name)))
        await this.look(file, depth + 1);
      if (entry.isFile() && DUMP.test(entry.name)) await this.#add(file);
    }
  }

  async #add(file: string): Promise<void> {
    try {
      const { mtimeMs, size } = await stat(file);
      if (size > 0) this.found.push({ file, changedAt: mtimeMs });
    } catch {
      // Taken away meanwhile, as crash reporters do.
    }
  }
}

async function expanded(place: string): Promise<readonly string[]> {
  const star = place.indexOf(`${path.sep}*${path.sep}`);
  if (star < 0) return [path.normalize(place)];
  const above = place.slice(0, star);
  const folders = (await namesIn(above)).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => path.join(above, name, place.slice(star + 3)));
}

function names(file: string, pids: ReadonlySet<Pid>): boolean {
  return (path.basename(file).match(/\d+/gu) ?? []).some((number) => pids.has(Number(number)));
}

/**
 * Finds the dumps that crashed programs leave: Unreal's and Unity's, those of Windows Error Reporting, core files. Each
 * is given to one instance only: to the one whose process it names, else to the first that crashed when it was written.
 */
export function dumpFinder(now: () => number = Date.now) {
  const given = new Set<string>();
  /** @returns the file's path; null where none was found in the time that a search may take */
  return async (facts: CrashFacts): Promise<string | null> => {
    const search = new Search();
    const { promise: late, resolve } = Promise.withResolvers<undefined>();
    const timer = setTimeout(resolve, PATIENCE_MS, undefined);
    const all = (async () => {
      for (const place of placesOf(facts))
        for (const folder of await expanded(place)) await search.look(folder);
    })();
    await Promise.race([all, late]);
    clearTimeout(timer);
    const since = Math.max(facts.launchedAt - COARSE_MS, now() - RECENT_MS);
    const fresh = search.found
      .filter(({ file, changedAt }) => changedAt >= since && !given.has(file))
      .toSorted((a, b) => b.changedAt - a.changedAt);
    const dump = fresh.find(({ file }) => names(file, facts.pids)) ?? fresh[0];
    if (!dump) return null;
    given.add(dump.file);
    return dump.file;
  };
}
