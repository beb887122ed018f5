import { withTexts } from '../../../shared/explain/verdict.ts';
import { Problem } from '../../../shared/model/problem.ts';
import type { Sample, TraceEvent, TraceMeta } from '../../../shared/model/trace.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import type { Revision } from '../../../shared/probing/recording.ts';
import { concludeRecording } from '../../../shared/probing/recording.ts';
import type { OutlinedRun } from '../../engine/history.ts';

/** A run that has been parsed, and grows while it goes on. What it says of each instance is left out: nothing here asks for it. */
export class ReadRun {
  readonly samples: Sample[] = [];
  #meta: TraceMeta = { type: 'meta' };
  #events: readonly TraceEvent[] = [];

  /** The time of the last sample; −1 before the first. */
  get upTo(): number {
    return this.samples.at(-1)?.t ?? -1;
  }

  /** @param added the samples since {@link upTo} */
  follow({ meta, events }: OutlinedRun, added: readonly Sample[]): void {
    for (const sample of added) this.samples.push(sample);
    this.#meta = meta;
    this.#events = events;
  }

  /** @throws Problem `run.no-samples` */
  decide(revision: Revision): Verdict {
    if (this.samples.length === 0) throw new Problem('run.no-samples', { run: this.#meta.run ?? '' });
    const recording = { meta: this.#meta, samples: this.samples, events: this.#events, cutOff: false };
    return withTexts(concludeRecording(recording, revision));
  }
}
