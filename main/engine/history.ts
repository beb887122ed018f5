import { withTexts } from '../../shared/explain/verdict.ts';
import { Problem } from '../../shared/model/problem.ts';
import type { Recording } from '../../shared/model/trace-text.ts';
import type { RunSummary } from '../../shared/model/runs.ts';
import type { Sample } from '../../shared/model/trace.ts';
import type { Seconds } from '../../shared/model/units.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import { concludeRecording, type Revision } from '../../shared/probing/recording.ts';
import { isAlive } from '../os/owner.ts';
import { isDamage, markSuspect } from '../store/damaged.ts';
import type { RunLabel } from '../store/labels.ts';
import type { BoxReading } from '../store/load-blocks.ts';
import { openStore, type KeptRun, type OutlinedRun, type Store } from '../store/store.ts';

export type { BoxReading } from '../store/load-blocks.ts';
export type { KeptRun, OutlinedRun } from '../store/store.ts';

/** A kept run with a verdict: its own, or for one that was cut off the one that its recording gives. */
export interface JudgedRun extends Omit<KeptRun, 'verdict'> {
  readonly verdict: Verdict;
}

/** A run that was cut off says where, in every verdict that is made of it. */
function judged(recording: Recording, revision: Revision = {}): Verdict {
  const verdict = concludeRecording(recording, revision);
  if (!recording.cutOff) return verdict;
  const last = recording.samples.at(-1);
  const data = { at: last?.t ?? 0, n: last?.n ?? 0 };
  return { ...verdict, warnings: [...verdict.warnings, { code: 'engine-ended', text: '', data }] };
}

/** The kept runs of a data folder, as faces see them. */
export class History {
  readonly store: Store;

  constructor(store: Store) {
    this.store = store;
    store.markCutOff(isAlive);
  }

  list(): RunSummary[] {
    return this.store.list();
  }

  /** @throws Problem `run.unknown` or `run.ambiguous` */
  read(wanted: string): JudgedRun {
    const kept = this.store.read(wanted);
    return { ...kept, verdict: kept.verdict ?? withTexts(judged(kept.recording)) };
  }

  /** A run without its readings. @throws Problem `run.unknown` or `run.ambiguous` */
  outline(wanted: string): OutlinedRun {
    return this.store.outline(wanted);
  }

  /** How many samples a run has. @param run the whole id */
  countSamples(run: string): number {
    return this.store.countSamples(run);
  }

  /** What is drawn of a run's samples after a time. @param run the whole id */
  boxReadings(run: string, after: Seconds): BoxReading[] {
    return this.store.boxReadings(run, after);
  }

  /** What a run's samples after a time say of the box, the first `most` of them. @param run the whole id */
  boxSamples(run: string, after: Seconds, most: number | null = null): Sample[] {
    return this.store.boxSamples(run, after, most);
  }

  /** Decides a kept run again, at other limits or by another method. @throws Problem `run.no-samples` too */
  decideAgain(wanted: string, revision: Revision): JudgedRun {
    const kept = this.store.read(wanted);
    if (kept.recording.samples.length === 0) throw new Problem('run.no-samples', { run: kept.summary.run });
    return { ...kept, verdict: withTexts(judged(kept.recording, revision)) };
  }

  /** @returns the id of what was deleted */
  remove(wanted: string): string {
    const run = this.store.find(wanted);
    this.store.remove(run);
    return run;
  }

  tag(wanted: string, names: readonly string[]): RunSummary {
    const run = this.store.find(wanted);
    this.store.tag(run, names);
    return this.list().find((summary) => summary.run === run) as RunSummary;
  }

  /** Says something of a run. @throws Problem `run.unknown` or `run.ambiguous` */
  label(wanted: string, label: RunLabel): void {
    this.store.label(wanted, label);
  }

  /** Takes runs away, so that they can be brought back for a while. @throws Problem `run.unknown` or `run.ambiguous` */
  hide(runs: readonly string[], now: Date): void {
    for (const run of runs) this.store.hide(run, now);
  }

  /** @throws Problem `run.unknown` where one was removed for good */
  bringBack(runs: readonly string[]): void {
    for (const run of runs) this.store.bringBack(run);
  }

  /** Removes for good what was taken away before a moment; where the file is locked just now, another time will do. */
  purge(before: Date): void {
    try {
      this.store.purgeHidden(before);
    } catch (error) {
      if (!String((error as { code?: unknown }).code).startsWith('SQLITE_')) throw error;
    }
  }

  close(): void {
    this.store.close();
  }
}

/** What the volume or the system refused: no fault of ours, and none of the file. */
function isRefused(error: unknown): boolean {
  const { code = '' } = error as { code?: string };
  return /^SQLITE_(?:FULL|READONLY|IOERR|CANTOPEN|PERM|BUSY)/u.test(code);
}

/**
 * What an error of the store means to a person: a full disk, a folder that cannot be written, or a file that turned out damaged
 * in use, which the next start then looks at whole and sets aside.
 * @returns null for an error that is none of the store's
 */
export function storeProblem(error: unknown, folder: string): Problem | null {
  if (typeof error !== 'object' || error === null) return null;
  const reason = error instanceof Error ? error.message : '';
  if (isRefused(error)) return new Problem('data.unwritable', { folder, reason });
  if (!isDamage(error)) return null;
  markSuspect(folder);
  return new Problem('data.damaged', { file: folder, reason });
}

/** Opens the runs of a data folder. @throws Problem `data.unwritable`, `data.newer` or `data.damaged` */
export function openHistory(folder: string): History {
  return new History(openStore(folder));
}
