import { z } from 'zod';
import { BRIDGE_BOUNDS } from '../../shared/bridge/bounds.ts';
import { problemFromData } from '../../shared/bridge/bridge-problem.ts';
import {
  EVENTS,
  REQUESTS,
  isEventName,
  type EventData,
  type EventName,
  type Method,
  type Params,
  type Result,
} from '../../shared/bridge/contract.ts';
import { replySchema, type Reply } from '../../shared/bridge/envelope.ts';
import { Problem } from '../../shared/model/problem.ts';
import type { OpenTransport, Transport } from '../../shared/bridge/transport.ts';

// The page's Content-Security-Policy forbids what zod would compile its schemas with.
z.config({ jitless: true });

/** How the line to the engine stands. `refused`: it will not be tried again, for the token is no longer right. */
export type Connection = 'connecting' | 'open' | 'lost' | 'refused';

/** Between two tries, in milliseconds. */
const PAUSE = { first: 250, most: 5000 } as const;
/** On which nothing was heard for so long a line is taken for lost, in milliseconds. */
const SILENCE = 3 * BRIDGE_BOUNDS.pulseSeconds * 1000;

interface Waiting {
  readonly method: Method;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

type Listener = (data: never) => void;

/** The engine as a face reaches it. The line is opened when it is made, and again whenever it breaks. */
export class Client {
  readonly connection = {
    get: (): Connection => this.#connection,
    /** @returns a function that ends it */
    subscribe: (listener: () => void): (() => void) => {
      this.#watchers.add(listener);
      return () => this.#watchers.delete(listener);
    },
  };
  readonly #open: OpenTransport;
  readonly #watchers = new Set<() => void>();
  readonly #listeners = new Map<EventName, Set<Listener>>();
  readonly #waiting = new Map<number, Waiting>();
  #connection: Connection = 'connecting';
  #transport: Transport | null = null;
  #last = 0;
  #pause: number = PAUSE.first;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #silence: ReturnType<typeof setTimeout> | null = null;
  #over = false;

  constructor(open: OpenTransport) {
    this.#open = open;
    this.#connect();
  }

  /**
   * Asks the engine.
   * @throws Problem what the engine says is wrong, or `connection.lost`, after which it may or may not have been done
   */
  ask<M extends Method>(method: M, params: Params<M>): Promise<Result<M>> {
    const transport = this.#transport;
    if (this.#connection !== 'open' || !transport) return Promise.reject(new Problem('connection.lost', {}));
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#last += 1;
    this.#waiting.set(this.#last, { method, resolve, reject });
    transport.send(JSON.stringify({ id: this.#last, method, params }));
    return promise as Promise<Result<M>>;
  }

  /** @returns a function that ends it */
  on<E extends EventName>(event: E, listener: (data: EventData<E>) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** Lets go of the line for good. */
  close(): void {
    this.#over = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#transport?.close();
  }

  /** Tries at once, where somebody knows that it is worth it: the machine woke up, the page is looked at again. */
  retry(): void {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#connect();
  }

  #connect(): void {
    this.#timer = null;
    this.#transport = this.#open({
      opened: () => {
        this.#pause = PAUSE.first;
        this.#heard();
        this.#become('open');
      },
      received: (text) => {
        this.#heard();
        this.#receive(text);
      },
      closed: (refused) => {
        this.#closed(refused);
      },
    });
  }

  #closed(refused: boolean): void {
    this.#transport = null;
    if (this.#silence) clearTimeout(this.#silence);
    for (const { reject } of this.#waiting.values()) reject(new Problem('connection.lost', {}));
    this.#waiting.clear();
    this.#become(refused ? 'refused' : 'lost');
    if (this.#over || refused) return;
    this.#timer = setTimeout(() => {
      this.#connect();
    }, this.#pause);
    this.#pause = Math.min(2 * this.#pause, PAUSE.most);
  }

  #become(connection: Connection): void {
    if (this.#connection === connection) return;
    this.#connection = connection;
    for (const watcher of this.#watchers) watcher();
  }

  #heard(): void {
    if (this.#silence) clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#transport?.close(), SILENCE);
  }

  #receive(text: string): void {
    const reply = readReply(text);
    if (!reply) return;
    if ('event' in reply) this.#hear(reply.event, reply.data);
    else this.#settle(reply);
  }

  #settle(reply: Extract<Reply, { id: number }>): void {
    const waiting = this.#waiting.get(reply.id);
    if (!waiting) return;
    this.#waiting.delete(reply.id);
    const { method, resolve, reject } = waiting;
    if ('problem' in reply) {
      reject(problemFromData(reply.problem));
      return;
    }
    const checked = REQUESTS[method].result.safeParse(reply.result);
    if (checked.success) resolve(checked.data);
    else reject(new Problem('request.invalid', { method, reason: reasonOf(checked.error) }));
  }

  #hear(name: string, data: unknown): void {
    if (!isEventName(name)) return;
    const checked = EVENTS[name].safeParse(data);
    if (!checked.success) {
      // Nobody asked, so nobody can be told; whoever looks for the reason finds it here.
      console.error(`event ${name}: ${reasonOf(checked.error)}`);
      return;
    }
    for (const listener of this.#listeners.get(name) ?? []) listener(checked.data as never);
  }
}

function readReply(text: string): Reply | null {
  try {
    return replySchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function reasonOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join('.')}: ${issue.message}` : '';
}
