import { Worker } from 'node:worker_threads';
import { problemFromData } from '../../../shared/bridge/bridge-problem.ts';
import { Problem } from '../../../shared/model/problem.ts';
import { entryPath } from '../../os/entries.ts';
import type { KeptQuestion, KeptQuestions, KeptReply, KeptRequest } from './kept-questions.ts';

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The history, read by a thread of its own: eight hours of readings take a second to parse, and the engine's thread has a
 * tick to keep. The thread is started at once, so that the first question need not wait for it.
 */
export class KeptRuns {
  readonly #dataFolder: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #last = 0;

  constructor(dataFolder: string) {
    this.#dataFolder = dataFolder;
    this.#worker = this.#start();
  }

  /** @throws Problem as the history does; `fault` where the thread failed, which the next question starts anew */
  ask<Q extends KeptQuestion>(
    question: Q,
    params: KeptQuestions[Q]['params'],
  ): Promise<KeptQuestions[Q]['result']> {
    const worker = (this.#worker ??= this.#start());
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#last += 1;
    this.#waiting.set(this.#last, { resolve, reject });
    worker.postMessage({ id: this.#last, question, params } satisfies KeptRequest);
    return promise as Promise<KeptQuestions[Q]['result']>;
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(entryPath('kept-worker'), { workerData: this.#dataFolder });
    worker.unref();
    worker.on('message', (reply: KeptReply) => {
      const waiting = this.#waiting.get(reply.id);
      this.#waiting.delete(reply.id);
      if ('problem' in reply) waiting?.reject(problemFromData(reply.problem));
      else waiting?.resolve(reply.result);
    });
    const lost = (reason: string) => {
      if (this.#worker === worker) this.#worker = null;
      for (const { reject } of this.#waiting.values()) reject(new Problem('fault', { reason }));
      this.#waiting.clear();
    };
    worker.on('error', (error) => {
      lost(error instanceof Error ? error.message : String(error));
    });
    worker.on('exit', (code) => {
      lost(`the thread that reads kept runs ended (${code})`);
    });
    return worker;
  }
}
