import type { Readable, Writable } from 'node:stream';
import { createInterface } from 'node:readline';
import type { z } from 'zod';
import {
  driverAnswerSchema,
  driverResultSchemas,
  type DriverAnswer,
  type DriverMethod,
  type DriverRequest,
} from '../../../shared/model/driver.ts';
import { fieldIssues } from '../../../shared/model/field-issues.ts';
import { Problem } from '../../../shared/model/problem.ts';
import type { Seconds } from '../../../shared/model/units.ts';

/** The two ends of a driver's pipe, whoever holds the other side. */
export interface DriverTransport {
  readonly requests: Writable;
  readonly answers: Readable;
  /** What the driver said on stderr until it ended, for the message when it fails. */
  readonly lastWords: () => Promise<string>;
}

type Result<Method extends DriverMethod> = z.infer<(typeof driverResultSchemas)[Method]>;
export interface Answer<Method extends DriverMethod> {
  readonly result: Result<Method>;
  readonly events: NonNullable<DriverAnswer['events']>;
}
type WithoutId<Request> = Request extends unknown ? Omit<Request, 'id'> : never;

interface Waiting {
  readonly id: number;
  readonly take: (answer: DriverAnswer) => void;
  readonly fail: (problem: Problem) => void;
}

/** A line longer than this is no answer but a fault: 64 MiB hold a day of samples with 60 instances. */
const LONGEST_LINE = 64 * 1024 * 1024;

function firstIssue(error: z.ZodError, value: unknown): string {
  const [issue] = fieldIssues(error, value);
  return issue ? `${issue.field}: ${issue.received}, expected ${issue.expected}` : '';
}

/**
 * Asks a driver one thing at a time. Every failure is a Problem `driver.failed`. One that answers with an error or with
 * a result that does not fit still answers; after a line that is no answer, a closed pipe or a silence nothing
 * more is asked.
 */
export class DriverConnection {
  readonly #transport: DriverTransport;
  #lastId = 0;
  #waiting: Waiting | null = null;
  #broken: Problem | null = null;
  #method: DriverMethod = 'info';

  constructor(transport: DriverTransport) {
    this.#transport = transport;
    const lines = createInterface({ input: transport.answers, crlfDelay: Number.POSITIVE_INFINITY });
    lines.on('line', (line) => {
      this.#read(line);
    });
    lines.on('close', () => {
      void transport.lastWords().then((words) => this.#break('closed', words));
    });
    // A driver that died while we write is told by the close of its other end.
    transport.requests.on('error', () => undefined);
    transport.answers.on('error', (error) => {
      this.#break('closed', error.message);
    });
  }

  get broken(): Problem | null {
    return this.#broken;
  }

  /**
   * One request and its answer.
   * @param patience seconds after which a silence is a failure
   * @throws Problem `driver.failed`; also at once where an earlier one failed
   */
  async ask<Method extends DriverMethod>(
    request: WithoutId<Extract<DriverRequest, { method: Method }>> & { method: Method },
    patience: Seconds,
    signal?: AbortSignal,
  ): Promise<Answer<Method>> {
    if (this.#broken) throw this.#broken;
    const method: Method = request.method;
    const answer = await this.#exchange(method, request, patience, signal);
    if (answer.error)
      throw new Problem('driver.failed', { method, reason: 'error', detail: answer.error.message });
    const parsed = driverResultSchemas[method].safeParse(answer.result);
    if (!parsed.success)
      throw new Problem('driver.failed', {
        method,
        reason: 'invalid',
        detail: firstIssue(parsed.error, answer.result),
      });
    return { result: parsed.data as Result<Method>, events: answer.events ?? [] };
  }

  #exchange(
    method: DriverMethod,
    request: object,
    patience: Seconds,
    signal?: AbortSignal,
  ): Promise<DriverAnswer> {
    const id = ++this.#lastId;
    this.#method = method;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#break('silent', `${patience} s`), patience * 1000);
      const onAbort = () => {
        settle();
        reject(signal?.reason as Error);
      };
      const settle = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        if (this.#waiting?.id === id) this.#waiting = null;
      };
      this.#waiting = {
        id,
        take: (answer) => {
          settle();
          resolve(answer);
        },
        fail: (problem) => {
          settle();
          reject(problem);
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#transport.requests.write(`${JSON.stringify({ id, ...request })}\n`);
    });
  }

  #read(line: string): void {
    if (line.trim() === '' || this.#broken) return;
    if (line.length > LONGEST_LINE) {
      this.#break('invalid', `${line.length} characters in one line`);
      return;
    }
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      this.#break('invalid', line.slice(0, 200));
      return;
    }
    const answer = driverAnswerSchema.safeParse(value);
    if (!answer.success) this.#break('invalid', firstIssue(answer.error, value));
    // An answer to a question that we no longer wait for (it was aborted) is nobody's.
    else if (this.#waiting && answer.data.id === this.#waiting.id) this.#waiting.take(answer.data);
    else if (answer.data.id > this.#lastId) this.#break('invalid', `id ${answer.data.id}`);
  }

  #break(reason: string, detail: string): Problem {
    this.#broken ??= new Problem('driver.failed', { method: this.#method, reason, detail });
    this.#waiting?.fail(this.#broken);
    return this.#broken;
  }
}
