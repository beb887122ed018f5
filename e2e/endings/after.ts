import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { until } from '../../build/test/real-processes.ts';
import { systemClock } from '../../main/os/clock.ts';
import { endLeftovers } from '../../main/process/guardian/leftovers.ts';
import { openHistory } from '../../main/engine/history.ts';
import { processesWith } from '../cli.ts';

/** Pids whose command line has this text. */
export function processesNamed(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** Whatever a misbehaving program is and has started, also what has kept nothing of its environment but that. */
export function launchedBy(run: string | null, program: string): number[] {
  const tagged = run === null ? [] : processesWith(`KNEESCOPE_RUN=${run}`);
  return [...tagged, ...processesNamed(program), ...processesWith(`PROGRAM=${program}`)].filter(
    (pid) => pid !== process.pid,
  );
}

export interface Remains {
  /** Processes that were still there when nobody waited any longer. */
  readonly left: readonly number[];
  readonly integrity: unknown;
  /** Null where the run was not kept at all: it was killed before it began. */
  readonly state: string | null;
  readonly samples: number;
  readonly verdict: string | null;
  /** What the next probe finds in vain: nothing. */
  readonly journals: readonly string[];
}

/** Looks what is left of a run whose engine is gone, in all the ways that matter. */
export async function remains(data: string, run: string | null, program: string): Promise<Remains> {
  const look = () => [
    ...launchedBy(run, program),
    ...(run === null ? [] : processesNamed(`knee-guard ${run}`)),
  ];
  let left: number[] = [];
  try {
    await until(() => (left = look()).length === 0);
  } catch {
    // Told as left.
  }
  for (const pid of left) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone meanwhile.
    }
  }
  // One that was killed before it had a guardian leaves an empty journal, which the next probe takes away.
  await endLeftovers(path.join(data, 'runs'), systemClock());
  const file = path.join(data, 'kneescope.sqlite');
  const nothing = {
    left,
    integrity: 'ok',
    state: null,
    samples: 0,
    verdict: null,
    journals: journalsIn(data),
  };
  if (!existsSync(file)) return nothing;
  const database = new Database(file, { readonly: true });
  const integrity = database.pragma('integrity_check', { simple: true });
  database.close();
  const history = openHistory(data);
  try {
    const kept = run === null ? undefined : history.list().find((one) => one.run === run);
    if (!kept) return { ...nothing, integrity };
    const { recording, verdict } = history.read(kept.run);
    if (recording.samples.length > 0) history.decideAgain(kept.run, { limits: { cpu: 50 } });
    return {
      ...nothing,
      integrity,
      state: kept.state,
      samples: recording.samples.length,
      verdict: verdict.verdict,
    };
  } finally {
    history.close();
  }
}

function journalsIn(data: string): string[] {
  const runs = path.join(data, 'runs');
  if (!existsSync(runs)) return [];
  return readdirSync(runs).filter((run) => existsSync(path.join(runs, run, 'journal.ndjson')));
}
