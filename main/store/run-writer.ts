import type { Sample, TraceEvent, TraceMeta } from '../../shared/model/trace.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import { Problem } from '../../shared/model/problem.ts';
import type { Seconds } from '../../shared/model/units.ts';
import { BUSY_MS, type Database } from './database.ts';
import { LoadTable, NOTHING_BLOCKED, type Unblocked } from './load-table.ts';
import { splitSample } from './rows.ts';

/** How long a tick waits for a locked file, in milliseconds: sampling must go on meanwhile. */
const TICK_BUSY_MS = 50;
/** How long somebody may lock the file before the run is given up. */
export const LOCKED: Seconds = 60;

/**
 * Appends one run as it happens. Each call is one transaction: after it returns, it is on disk. Only while somebody
 * else locks the file are lines kept in memory, and written as soon as that is over.
 */
export class RunWriter {
  readonly run: string;
  readonly #key: number;
  readonly #append: (samples: readonly Sample[], events: readonly TraceEvent[]) => Unblocked | null;
  readonly #finish: (verdict: Verdict) => void;
  readonly #setMeta: (meta: TraceMeta) => void;
  readonly #database: Database;
  readonly #now: () => Seconds;
  #events = 0;
  #unblocked: Unblocked | null = NOTHING_BLOCKED;
  #waiting: { readonly samples: Sample[]; readonly events: TraceEvent[] } = { samples: [], events: [] };
  #lockedSince: Seconds | null = null;

  constructor(database: Database, run: string, key: number, now = () => performance.now() / 1000) {
    this.run = run;
    this.#key = key;
    this.#database = database;
    this.#now = now;
    database.pragma(`busy_timeout = ${TICK_BUSY_MS}`);
    const addSample = database.prepare('INSERT INTO sample (run, t, box, instances) VALUES (?, ?, ?, ?)');
    const addEvent = database.prepare('INSERT INTO event (run, number, line) VALUES (?, ?, ?)');
    const loads = new LoadTable(database);
    const setSeconds = database.prepare('UPDATE run SET seconds = ? WHERE key = ?');
    const finish = database.prepare("UPDATE run SET verdict = ?, state = 'done', owner = NULL WHERE key = ?");
    const setMeta = database.prepare('UPDATE run SET meta = ? WHERE key = ?');
    // What was kept for the list is another now.
    const forget = database.prepare('UPDATE label SET summary = NULL WHERE run = ?');
    this.#append = database.transaction((samples: readonly Sample[], events: readonly TraceEvent[]) => {
      for (const sample of samples) {
        const { box, instances } = splitSample(sample);
        addSample.run(this.#key, sample.t, box, instances);
      }
      for (const [i, event] of events.entries())
        addEvent.run(this.#key, this.#events + i, JSON.stringify(event));
      const last = samples.at(-1);
      if (last) setSeconds.run(last.t, this.#key);
      return loads.append(this.#key, this.#unblocked, samples);
    });
    this.#finish = database.transaction((verdict: Verdict) => {
      finish.run(JSON.stringify(verdict), this.#key);
      forget.run(this.#key);
    });
    this.#setMeta = database.transaction((meta: TraceMeta) => {
      setMeta.run(JSON.stringify(meta), this.#key);
      forget.run(this.#key);
    });
  }

  /** @throws Problem `data.lost` where it cannot be written: what was written before is whole */
  append(samples: readonly Sample[], events: readonly TraceEvent[]): void {
    // Not pushed: a run that is taken in whole has more samples than a call may have arguments.
    const waiting = this.#waiting;
    this.#waiting = {
      samples: waiting.samples.concat(samples),
      events: waiting.events.concat(events),
    };
    this.#flush();
  }

  /** What is learned late: the program's hash, the host's inventory. Left out where it cannot be written just now. */
  setMeta(meta: TraceMeta): void {
    try {
      this.#setMeta(meta);
    } catch (error) {
      if (!isSqliteError(error)) throw error;
    }
  }

  /** @throws Problem `data.lost`; then the run is found as cut off later */
  finish(verdict: Verdict): void {
    this.#database.pragma(`busy_timeout = ${BUSY_MS}`);
    this.#lockedSince ??= Number.NEGATIVE_INFINITY;
    this.#flush();
    try {
      this.#orLost(() => {
        this.#finish(verdict);
      });
    } catch (error) {
      throw error instanceof Locked ? error.problem : error;
    }
  }

  #flush(): void {
    const { samples, events } = this.#waiting;
    if (samples.length === 0 && events.length === 0) return;
    try {
      this.#orLost(() => {
        this.#unblocked = this.#append(samples, events);
      });
    } catch (error) {
      this.#lockedSince ??= this.#now();
      const patient = error instanceof Locked && this.#now() - this.#lockedSince < LOCKED;
      if (patient) return;
      throw error instanceof Locked ? error.problem : error;
    }
    this.#events += events.length;
    this.#waiting = { samples: [], events: [] };
    this.#lockedSince = null;
  }

  #orLost(write: () => void): void {
    try {
      write();
    } catch (error) {
      if (!isSqliteError(error)) throw error;
      const problem = new Problem('data.lost', { file: this.#database.name, reason: error.message });
      throw error.code.startsWith('SQLITE_BUSY') ? new Locked(problem) : problem;
    }
  }
}

/** Somebody else is writing; it may work a moment later. */
class Locked extends Error {
  readonly problem: Problem<'data.lost'>;

  constructor(problem: Problem<'data.lost'>) {
    super(problem.message);
    this.problem = problem;
  }
}

function isSqliteError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && String((error as { code?: unknown }).code).startsWith('SQLITE_');
}
