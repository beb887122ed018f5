import type { EventData, Method, Params } from '../../../shared/bridge/contract.ts';
import type { Reply } from '../../../shared/bridge/envelope.ts';
import { explainVerdict } from '../../../shared/explain/verdict.ts';
import type { Host } from '../../host/host.ts';
import type { MainDesk } from './main-desk.ts';

type Update = EventData<'live.update'>;

/** A face like any other, without a page: it follows the run for the tray and tells the verdict when there is one. */
export class TrayFace {
  readonly #desk: MainDesk;
  readonly #ask: <M extends Method>(method: M, params: Params<M>) => Promise<void>;
  #name = '';
  #last: Update | null = null;
  #verdict: Update['verdict'] = null;

  constructor(host: Host, desk: MainDesk) {
    this.#desk = desk;
    const waiting = new Map<number, () => void>();
    const line = host.connect({
      send: (text) => {
        const reply = JSON.parse(text) as Reply;
        if ('event' in reply) {
          if (reply.event === 'live.update') this.#follow(reply.data as Update);
          return;
        }
        // What became of a command is seen in the run.
        waiting.get(reply.id)?.();
        waiting.delete(reply.id);
      },
      isFull: () => false,
      close: () => undefined,
    });
    let last = 0;
    this.#ask = (method, params) => {
      last += 1;
      const { promise, resolve } = Promise.withResolvers<undefined>();
      waiting.set(last, () => {
        resolve(undefined);
      });
      line.receive(JSON.stringify({ id: last, method, params }));
      return promise;
    };
    desk.onSpeak(() => {
      this.#tell();
    });
    void this.#ask('live.attach', { run: null, samples: 0, events: 0 });
  }

  /** Ends the run with the result that is known; resolves when everything that it launched is gone. */
  async endRun(): Promise<void> {
    const run = this.#alive();
    if (run !== null) await this.#ask('run.end', { run });
  }

  #alive(): string | null {
    const { run, state } = this.#last ?? {};
    return run != null && (state === 'running' || state === 'ending') ? run : null;
  }

  #follow(update: Update): void {
    const before = this.#last;
    this.#last = update;
    if (update.head) {
      this.#name = update.head.name;
      this.#verdict = null;
    }
    this.#verdict = update.verdict ?? this.#verdict;
    this.#tell();
    const wasAlive = before !== null && before.run === update.run && before.state !== 'ended';
    if (update.state === 'ended' && wasAlive && this.#verdict) {
      const { headline } = explainVerdict(this.#verdict, this.#desk.language);
      this.#desk.tell({ say: 'verdict', title: this.#name, body: headline });
    }
  }

  #tell(): void {
    const { line } = this.#desk.texts;
    const progress = this.#last?.now?.progress;
    const run = this.#alive();
    const { n = 0, atLeast = 0 } = progress ?? {};
    this.#desk.tell({
      say: 'state',
      run,
      line: run === null ? line.idle : line.running({ name: this.#name, n, atLeast }),
    });
  }
}
