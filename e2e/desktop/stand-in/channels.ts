import { EventEmitter } from 'node:events';

/** One end of a channel, wherever it has been handed. What is posted waits until somebody takes it. */
export class End {
  peer: End | null = null;
  #take: ((data: unknown) => void) | null = null;
  #onClose: (() => void) | null = null;
  readonly #waiting: unknown[] = [];
  #closed = false;

  /** What the other end posts goes to `take` from now on. */
  attach(take: (data: unknown) => void, onClose: () => void): void {
    this.#take = take;
    this.#onClose = onClose;
    for (const data of this.#waiting.splice(0)) take(data);
    if (this.#closed) onClose();
  }

  post(data: unknown): void {
    const { peer } = this;
    if (!peer || peer.#closed) return;
    if (peer.#take) peer.#take(data);
    else peer.#waiting.push(data);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#onClose?.();
    this.peer?.close();
  }
}

export class MessagePortMain extends EventEmitter {
  readonly end: End;
  constructor(end: End) {
    super();
    this.end = end;
  }
  start(): void {
    this.end.attach(
      (data) => this.emit('message', { data, ports: [] }),
      () => this.emit('close'),
    );
  }
  postMessage(data: unknown): void {
    this.end.post(data);
  }
  close(): void {
    this.end.close();
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;
  constructor() {
    const [one, two] = [new End(), new End()];
    one.peer = two;
    two.peer = one;
    this.port1 = new MessagePortMain(one);
    this.port2 = new MessagePortMain(two);
  }
}

/** What goes between this process and a place that ports were handed to. */
export interface Relayed {
  readonly port: number;
  readonly data?: unknown;
  readonly close?: true;
}

/** Ports that were handed to another process or to a page, by a number that both sides know. */
export class Relay {
  readonly #ends = new Map<number, End>();
  readonly #send: (message: Relayed) => void;
  #last = 0;

  constructor(send: (message: Relayed) => void) {
    this.#send = send;
  }

  /** @returns the number under which the other side finds the port */
  hand({ end }: MessagePortMain): number {
    this.#last += 1;
    const port = this.#last;
    this.#ends.set(port, end);
    // After whatever hands the number over.
    queueMicrotask(() => {
      end.attach(
        (data) => {
          this.#send({ port, data });
        },
        () => {
          this.#ends.delete(port);
          this.#send({ port, close: true });
        },
      );
    });
    return port;
  }

  receive({ port, data, close }: Relayed): void {
    const end = this.#ends.get(port);
    if (close) end?.close();
    else end?.post(data);
  }

  /** The other side is gone, and all its ports with it. */
  closeAll(): void {
    for (const end of [...this.#ends.values()]) end.close();
  }
}
