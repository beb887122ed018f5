import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import {
  deskOrderSchema,
  type DeskNews,
  type DeskOrder,
  type EngineStart,
} from '../../shared/bridge/desk.ts';

/** An engine that says nothing for so many looks is hung: what it launched is ended with it. */
const LOOK_MS = 5000;
const SILENT_LOOKS = 12;
/** One that ends by itself so often within so long would do so again. */
const MOST_ENDS = 3;
const ENDS_WITHIN_MS = 60_000;

export interface EngineKeeperOptions {
  /** The engine's program. */
  readonly program: string;
  readonly start: Omit<EngineStart, 'usual' | 'crashed'>;
  readonly onOrder: (order: DeskOrder) => void;
  /** It is not started again. @param why its last words */
  readonly onGivenUp: (why: string) => void;
}

/** The engine's process: started, listened to, started again when it ends by itself, ended when it is told to. */
export class EngineKeeper {
  readonly #options: EngineKeeperOptions;
  #child: UtilityProcess | null = null;
  #ready = false;
  /** What waits until it listens. */
  readonly #queue: (() => void)[] = [];
  #run: string | null = null;
  #silent = 0;
  #ends: number[] = [];
  #lastWords = '';
  /** Why it is to end; null: it is not. */
  #ending: 'for good' | 'to start again' | 'failed' | null = null;
  readonly #ended = Promise.withResolvers<undefined>();

  constructor(options: EngineKeeperOptions) {
    this.#options = options;
    setInterval(() => {
      this.#look();
    }, LOOK_MS).unref();
  }

  /** The run that is alive. */
  get run(): string | null {
    return this.#run;
  }

  start({ usual = false, crashed = null }: Partial<Pick<EngineStart, 'usual' | 'crashed'>> = {}): void {
    const start: EngineStart = { ...this.#options.start, usual, crashed };
    const child = utilityProcess.fork(this.#options.program, [JSON.stringify(start)], {
      serviceName: 'Kneescope engine',
      stdio: 'pipe',
    });
    this.#child = child;
    this.#ready = false;
    this.#silent = 0;
    this.#ending = null;
    child.stderr?.on('data', (text: Buffer) => {
      this.#lastWords = `${this.#lastWords}${text.toString()}`.slice(-2000);
      process.stderr.write(text);
    });
    child.stdout?.resume();
    child.on('message', (message: unknown) => {
      const order = deskOrderSchema.safeParse(message);
      if (order.success && this.#child === child) this.#hear(order.data);
    });
    child.on('exit', () => {
      if (this.#child === child) this.#gone();
    });
  }

  tell(news: DeskNews, ports: MessagePortMain[] = []): void {
    const send = () => this.#child?.postMessage(news, ports);
    if (this.#ready) send();
    else this.#queue.push(send);
  }

  /** Ends the run with what is known of it, and the engine. */
  end(): Promise<undefined> {
    if (this.#child === null) return Promise.resolve(undefined);
    this.#ending = 'for good';
    this.tell({ say: 'end' });
    return this.#ended.promise;
  }

  #hear(order: DeskOrder): void {
    this.#silent = 0;
    if (order.say === 'ready') {
      this.#ready = true;
      for (const send of this.#queue.splice(0)) send();
    }
    if (order.say === 'state') this.#run = order.run;
    if (order.say === 'restart') this.#ending ??= 'to start again';
    if (order.say === 'failed') this.#ending ??= 'failed';
    this.#options.onOrder(order);
  }

  #gone(): void {
    const run = this.#run;
    const ending = this.#ending;
    this.#child = null;
    this.#run = null;
    this.#ready = false;
    if (ending === 'for good') {
      this.#ended.resolve(undefined);
      return;
    }
    // Somebody is asked what to do.
    if (ending === 'failed') return;
    if (ending === 'to start again') {
      this.start();
      return;
    }
    const now = performance.now();
    this.#ends = [...this.#ends.filter((at) => now - at < ENDS_WITHIN_MS), now];
    if (this.#ends.length > MOST_ENDS) this.#options.onGivenUp(this.#lastWords);
    else this.start({ crashed: { run } });
  }

  #look(): void {
    const pid = this.#child?.pid;
    this.#silent += 1;
    if (pid === undefined || this.#silent <= SILENT_LOOKS) return;
    // One that is hung hears no request to end.
    process.kill(pid, 'SIGKILL');
  }
}
