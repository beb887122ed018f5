import { Worker } from 'node:worker_threads';
import type { Audience } from '../../../shared/model/audience.ts';
import { Problem } from '../../../shared/model/problem.ts';
import type { AudienceInput } from '../../../shared/planning/audience-input.ts';
import { entryPath } from '../../os/entries.ts';

export interface PlanningRequest {
  readonly id: number;
  readonly input: AudienceInput;
}
export type PlanningReply =
  { readonly id: number; readonly audience: Audience } | { readonly id: number; readonly fault: string };

interface Job extends PlanningRequest {
  /** Who asked, told apart by identity. */
  readonly owner: object;
  readonly resolve: (audience: Audience) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Audiences, computed by a thread of their own, one after the other: a day played through takes a good part of a second, in
 * which the engine's tick and the reading of kept runs must not be late. The thread is started by the first question.
 */
export class PlanningThread {
  readonly #jobs: Job[] = [];
  #worker: Worker | null = null;
  #last = 0;

  /**
   * @param owner one who asks has one question open: this one cancels the one before
   * @throws Problem `audience.cancelled`, or `fault`
   */
  answer(input: AudienceInput, owner: object): Promise<Audience> {
    this.cancel(owner);
    const { promise, resolve, reject } = Promise.withResolvers<Audience>();
    this.#last += 1;
    this.#jobs.push({ id: this.#last, input, owner, resolve, reject });
    if (this.#jobs.length === 1) this.#next();
    return promise;
  }

  /** What is being computed for this one is ended, whatever it is in the middle of. */
  cancel(owner: object): void {
    const place = this.#jobs.findIndex((job) => job.owner === owner);
    const [job] = place < 0 ? [] : this.#jobs.splice(place, 1);
    if (!job) return;
    job.reject(new Problem('audience.cancelled', {}));
    if (place > 0) return;
    this.#end();
    this.#next();
  }

  close(): void {
    for (const { reject } of this.#jobs.splice(0)) reject(new Problem('audience.cancelled', {}));
    this.#end();
  }

  #end(): void {
    void this.#worker?.terminate();
    this.#worker = null;
  }

  #next(): void {
    const [job] = this.#jobs;
    if (!job) return;
    this.#worker ??= this.#start();
    this.#worker.postMessage({ id: job.id, input: job.input } satisfies PlanningRequest);
  }

  #start(): Worker {
    const worker = new Worker(entryPath('planning-worker'));
    worker.unref();
    const settle = (outcome: (job: Job) => void) => {
      // A thread that was ended may still have had something to say.
      if (this.#worker !== worker) return;
      const job = this.#jobs.shift();
      if (job) outcome(job);
      this.#next();
    };
    const lost = (reason: string) => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      this.#jobs.shift()?.reject(new Problem('fault', { reason }));
      this.#next();
    };
    worker.on('message', (reply: PlanningReply) => {
      settle((job) => {
        if ('audience' in reply) job.resolve(reply.audience);
        else job.reject(new Problem('fault', { reason: reply.fault }));
      });
    });
    worker.on('error', (error) => {
      lost(error instanceof Error ? error.message : String(error));
    });
    worker.on('exit', (code) => {
      lost(`the thread that computes audiences ended (${code})`);
    });
    return worker;
  }
}
