import { WebSocket, type RawData } from 'ws';
import type { Line, Outlet } from '../host/connection.ts';

/** Unread beyond this much, a face is told nothing new; below the lesser it is again. Bytes. */
const FULL = 1024 * 1024;
const DRAINED = 64 * 1024;
/** So long a face may read nothing at all, in milliseconds. */
const PATIENCE = 60_000;
/** Codes of RFC 6455: what was sent breaks the rules; going away. */
const POLICY = 1008;
const AWAY = 1001;

/** A face's WebSocket as the host needs it: never more than a bounded amount waits in memory for a face that does not read. */
export class SocketOutlet implements Outlet {
  readonly #socket: WebSocket;
  #line: Line | null = null;
  #full: NodeJS.Timeout | null = null;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** Begins to hand over what the face says. */
  attach(line: Line): void {
    this.#line = line;
    this.#socket.on('message', (data: RawData, isBinary) => {
      if (isBinary) this.close('text only');
      else line.receive((data as Buffer).toString('utf8'));
    });
    // The close that follows is what counts.
    this.#socket.on('error', () => undefined);
    this.#socket.on('close', () => {
      this.#release();
      line.closed();
    });
  }

  send(text: string): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#socket.send(text, () => {
      if (this.#full && this.#socket.bufferedAmount < DRAINED) this.#resume();
    });
    if (!this.#full && this.#socket.bufferedAmount > FULL) this.#hold();
  }

  isFull(): boolean {
    return this.#full !== null;
  }

  close(why: string): void {
    this.#socket.close(POLICY, why);
  }

  /** The engine goes. */
  goAway(): void {
    this.#socket.close(AWAY);
  }

  /** It does not read, so it is not listened to either: its questions would only add to what waits. */
  #hold(): void {
    this.#socket.pause();
    this.#full = setTimeout(() => {
      this.#socket.terminate();
    }, PATIENCE);
    this.#full.unref();
  }

  #release(): void {
    if (this.#full) clearTimeout(this.#full);
    this.#full = null;
  }

  #resume(): void {
    this.#release();
    this.#socket.resume();
    this.#line?.drained();
  }
}
