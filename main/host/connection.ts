import { BRIDGE_BOUNDS } from '../../shared/bridge/bounds.ts';
import { problemAsData } from '../../shared/bridge/bridge-problem.ts';
import {
  REQUESTS,
  isMethod,
  type EventData,
  type EventName,
  type Method,
  type Params,
  type Result,
} from '../../shared/bridge/contract.ts';
import { questionSchema, type Question, type Reply } from '../../shared/bridge/envelope.ts';
import { Problem } from '../../shared/model/problem.ts';

/** What a transport offers. */
export interface Outlet {
  send(text: string): void;
  /** Whether so much of what was sent has not gone out that nothing more should be. */
  isFull(): boolean;
  /** Ends the line. @param why for whoever reads the log of the other end */
  close(why: string): void;
}

/** What a transport tells. */
export interface Line {
  receive(text: string): void;
  /** What was sent has gone out. */
  drained(): void;
  closed(): void;
}

/** What a face can ask, and how it hears of the rest. */
export interface Face {
  readonly tell: <E extends EventName>(event: E, data: EventData<E>) => void;
  readonly isFull: () => boolean;
}

export type Answer = <M extends Method>(method: M, params: Params<M>, face: Face) => Promise<Result<M>>;

const LONGEST_REASON = 1000;

/** One face: its questions, checked and answered, and what it is told unasked. */
export class Connection implements Line {
  readonly face: Face;
  readonly #outlet: Outlet;
  readonly #answer: Answer;
  readonly #onClosed: () => void;
  readonly #onDrained: () => void;
  #waiting = 0;
  #closed = false;

  constructor(outlet: Outlet, parts: { answer: Answer; onDrained: () => void; onClosed: () => void }) {
    this.#outlet = outlet;
    this.#answer = parts.answer;
    this.#onDrained = parts.onDrained;
    this.#onClosed = parts.onClosed;
    this.face = {
      tell: (event, data) => {
        this.#send({ event, data });
      },
      isFull: () => outlet.isFull(),
    };
  }

  receive(text: string): void {
    const question = this.#read(text);
    if (question) void this.#reply(question);
  }

  drained(): void {
    this.#onDrained();
  }

  closed(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#onClosed();
  }

  /** Null for what is no question: who sends that does not speak this language, and the line ends. */
  #read(text: string): Question | null {
    if (text.length > BRIDGE_BOUNDS.request) {
      this.#outlet.close('too long');
      return null;
    }
    try {
      return questionSchema.parse(JSON.parse(text));
    } catch {
      this.#outlet.close('not a question');
      return null;
    }
  }

  async #reply({ id, method, params }: Question): Promise<void> {
    this.#waiting += 1;
    try {
      if (this.#waiting > BRIDGE_BOUNDS.waiting)
        throw new Problem('request.many', { most: BRIDGE_BOUNDS.waiting });
      this.#send({ id, result: await this.#ask(method, params) });
    } catch (error) {
      this.#send({ id, problem: problemAsData(error) });
    } finally {
      this.#waiting -= 1;
    }
  }

  async #ask(method: string, params: unknown): Promise<unknown> {
    if (!isMethod(method)) throw new Problem('request.invalid', { method, reason: 'unknown' });
    const checked = REQUESTS[method].params.safeParse(params);
    if (!checked.success) {
      const wrong = checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
      throw new Problem('request.invalid', { method, reason: wrong.join('; ').slice(0, LONGEST_REASON) });
    }
    return this.#answer(method, checked.data, this.face);
  }

  #send(reply: Reply): void {
    if (!this.#closed) this.#outlet.send(JSON.stringify(reply));
  }
}
