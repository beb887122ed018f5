import type { Sample, TraceEvent, TraceMeta } from '../../shared/model/trace.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import type { Database } from './database.ts';
import { splitSample } from './rows.ts';

/** Appends one run as it happens. Each call is one transaction: after it returns, it is on disk. */
export class RunWriter {
  readonly run: string;
  readonly #key: number;
  readonly #append: (samples: readonly Sample[], events: readonly TraceEvent[]) => void;
  readonly #finish: (verdict: Verdict) => void;
  readonly #setMeta: (meta: TraceMeta) => void;
  #events = 0;

  constructor(database: Database, run: string, key: number) {
    this.run = run;
    this.#key = key;
    const addSample = database.prepare('INSERT INTO sample (run, t, box, instances) VALUES (?, ?, ?, ?)');
    const addEvent = database.prepare('INSERT INTO event (run, number, line) VALUES (?, ?, ?)');
    const setSeconds = database.prepare('UPDATE run SET seconds = ? WHERE key = ?');
    const finish = database.prepare("UPDATE run SET verdict = ?, state = 'done', owner = NULL WHERE key = ?");
    const setMeta = database.prepare('UPDATE run SET meta = ? WHERE key = ?');
    this.#append = database.transaction((samples: readonly Sample[], events: readonly TraceEvent[]) => {
      for (const sample of samples) {
        const { box, instances } = splitSample(sample);
        addSample.run(this.#key, sample.t, box, instances);
      }
      for (const event of events) addEvent.run(this.#key, this.#events++, JSON.stringify(event));
      const last = samples.at(-1);
      if (last) setSeconds.run(last.t, this.#key);
    });
    this.#finish = database.transaction((verdict: Verdict) => {
      finish.run(JSON.stringify(verdict), this.#key);
    });
    this.#setMeta = database.transaction((meta: TraceMeta) => {
      setMeta.run(JSON.stringify(meta), this.#key);
    });
  }

  append(samples: readonly Sample[], events: readonly TraceEvent[]): void {
    if (samples.length > 0 || events.length > 0) this.#append(samples, events);
  }

  /** What is learned late: the program's hash, the host's inventory. */
  setMeta(meta: TraceMeta): void {
    this.#setMeta(meta);
  }

  finish(verdict: Verdict): void {
    this.#finish(verdict);
  }
}
