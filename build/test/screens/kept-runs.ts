import type { Result } from '../../../shared/bridge/contract.ts';
import type { RunSummary } from '../../../shared/model/runs.ts';
import { compareRuns, type ComparedRuns } from '../../../shared/probing/compare/compare-runs.ts';
import { sampleRun } from '../sample-run.ts';

const BUILDS = ['1.4.0.0', '1.4.1.0', '1.4.2.0'];
const BOXES = ['local', 'simulated:gpu-bound', 'driver:site-scheduler --pool render --queue nightly'];
const PROGRAMS = ['D:/apps/Showroom/Showroom.exe', '/opt/viewer/viewer', null];
const DAY_MS = 86_400_000;

/** Made-up runs, the newest first: one like the next, but for what is looked for. */
export function manyRuns(count: number): RunSummary[] {
  return Array.from({ length: count }, (_, place): RunSummary => {
    const started = new Date(Date.UTC(2026, 10, 20, 21, 4) - place * (DAY_MS / 8)).toISOString();
    return {
      run: `01K${String(count - place).padStart(20, '0')}`,
      startedAt: started,
      state: place % 17 === 5 ? 'cut-off' : 'done',
      name:
        place % 5 === 0 ? 'Showroom, heavy scene with all of its reflections and a crowd' : `Hall ${place}`,
      box: BOXES[place % BOXES.length] ?? '',
      executable: PROGRAMS[place % PROGRAMS.length] ?? null,
      sha256: null,
      fileVersion: BUILDS[place % BUILDS.length] ?? null,
      method: 'adaptive',
      verdict: place % 11 === 3 ? 'invalid' : place % 7 === 0 ? 'at-least' : 'knee',
      capacity: place % 11 === 3 ? null : 5 + (place % 9),
      seconds: 300 + (place % 600),
      tags: place % 4 === 0 ? ['nightly', 'hall'] : ['nightly'],
      simulated: place % 3 === 1,
      note: place % 6 === 2 ? 'after the driver update, with the window on the second screen' : '',
      pinned: place === 40,
    };
  });
}

/** Made-up runs of one program whose instances need ever more, or less, of the GPU. */
const DEMANDS = [1, 1.01, 1.35, 0.8, 1.6];

export function comparedRuns(runs: readonly string[]): Result<'runs.compare'> {
  const sides = runs.map((run, place) => {
    const demand = DEMANDS[place % DEMANDS.length] ?? 1;
    const { recording, verdict } = sampleRun({ demand });
    const version = BUILDS[place % BUILDS.length] ?? null;
    const program = { ...recording.meta.program, fileVersion: version, sha256: `${place}`.repeat(64) };
    const meta = { ...recording.meta, run, program };
    return { run, meta, verdict: { ...verdict, run }, version };
  });
  const of = ({ meta, verdict }: (typeof sides)[number]): ComparedRuns => ({ meta, verdicts: [verdict] });
  const [base, ...others] = sides;
  return {
    sides: sides.map(({ run, verdict, version }) => ({
      summary: { ...(manyRuns(1)[0] as RunSummary), run, fileVersion: version, capacity: verdict.capacity },
      verdict,
    })),
    comparisons: base ? others.map((other) => compareRuns(of(base), of(other))) : [],
  };
}
