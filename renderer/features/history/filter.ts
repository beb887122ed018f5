import type { RunSummary } from '../../../shared/model/runs.ts';

/** Which runs are looked for; an empty text asks for nothing. */
export interface RunFilter {
  /** Words that each stand somewhere in what is known of a run. */
  readonly text: string;
  readonly executable: string;
  readonly build: string;
  readonly box: string;
  readonly tag: string;
  /** Days, as `2026-11-20`, both included. */
  readonly from: string;
  readonly to: string;
}

export const NO_FILTER: RunFilter = {
  text: '',
  executable: '',
  build: '',
  box: '',
  tag: '',
  from: '',
  to: '',
};

/** A build as people tell it apart: the file's version, else the beginning of its SHA-256. */
export function buildOf({ fileVersion, sha256 }: RunSummary): string {
  return fileVersion ?? sha256?.slice(0, 12) ?? '';
}

/** The file's name without folders: the same program wherever it lies. */
export function executableOf({ executable }: RunSummary): string {
  return executable?.split(/[\\/]/u).at(-1) ?? '';
}

const known = (run: RunSummary) =>
  [run.name, run.run, run.box, run.executable, run.fileVersion, run.sha256, run.startedAt, run.note]
    .concat(run.tags)
    .join('\n')
    .toLocaleLowerCase();

/** What is known of each run as one text, made once: ten thousand of them are searched at every key. */
const texts = new WeakMap<RunSummary, string>();
function textOf(run: RunSummary): string {
  const text = texts.get(run) ?? known(run);
  texts.set(run, text);
  return text;
}

/** The runs that fit, pinned ones first, else as they came. O(runs). */
export function filterRuns(runs: readonly RunSummary[], filter: RunFilter): RunSummary[] {
  const words = filter.text
    .toLocaleLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  const day = (run: RunSummary) => run.startedAt.slice(0, 10);
  const is = (wanted: string, found: string) => wanted === '' || wanted === found;
  const found = runs.filter(
    (run) =>
      is(filter.executable, executableOf(run)) &&
      is(filter.build, buildOf(run)) &&
      is(filter.box, run.box) &&
      (filter.tag === '' || run.tags.includes(filter.tag)) &&
      (filter.from === '' || day(run) >= filter.from) &&
      (filter.to === '' || day(run) <= filter.to) &&
      words.every((word) => textOf(run).includes(word)),
  );
  return [...found.filter(({ pinned }) => pinned === true), ...found.filter(({ pinned }) => pinned !== true)];
}

export interface Choices {
  readonly executables: readonly string[];
  readonly builds: readonly string[];
  readonly boxes: readonly string[];
  readonly tags: readonly string[];
}

/** What can be chosen: what there is, the builds only of the executable that is chosen. */
export function choicesOf(runs: readonly RunSummary[], { executable }: RunFilter): Choices {
  const several = (values: Iterable<string>) =>
    [...new Set(values)].filter((value) => value !== '').toSorted((a, b) => a.localeCompare(b));
  const builds = runs.filter((run) => executable === '' || executableOf(run) === executable);
  return {
    executables: several(runs.map(executableOf)),
    builds: several(builds.map(buildOf)),
    boxes: several(runs.map(({ box }) => box)),
    tags: several(runs.flatMap(({ tags }) => tags)),
  };
}
