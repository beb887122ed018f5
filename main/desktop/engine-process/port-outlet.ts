import type { MessagePortMain } from 'electron';
import type { PortMessage } from '../../../shared/bridge/door.ts';
import type { Line, Outlet } from '../../host/connection.ts';

/** Unread beyond this much, a page is told nothing new; below the lesser it is again. Characters. */
const FULL = 1024 * 1024;
const DRAINED = 64 * 1024;
/** So long a page may read nothing at all, in milliseconds. */
const PATIENCE = 60_000;

/** A page's port as the host needs it: never more than a bounded amount waits for a page that does not read. */
export class PortOutlet implements Outlet {
  readonly #port: MessagePortMain;
  #unread = 0;
  #full: NodeJS.Timeout | null = null;

  constructor(port: MessagePortMain) {
    this.#port = port;
  }

  attach(connect: (outlet: Outlet) => Line): void {
    const line = connect(this);
    this.#port.on('message', ({ data }: { data: unknown }) => {
      if (typeof data === 'string') line.receive(data satisfies PortMessage);
      else if (typeof data === 'number' && data > 0) this.#read(data, line);
      else this.close();
    });
    this.#port.on('close', () => {
      if (this.#full) clearTimeout(this.#full);
      line.closed();
    });
    this.#port.start();
  }

  send(text: string): void {
    this.#unread += text.length;
    this.#port.postMessage(text satisfies PortMessage);
    if (this.#full === null && this.#unread > FULL)
      this.#full = setTimeout(() => {
        this.close();
      }, PATIENCE).unref();
  }

  isFull(): boolean {
    return this.#full !== null;
  }

  close(): void {
    this.#port.close();
  }

  #read(characters: number, line: Line): void {
    this.#unread = Math.max(0, this.#unread - characters);
    if (this.#full === null || this.#unread >= DRAINED) return;
    clearTimeout(this.#full);
    this.#full = null;
    line.drained();
  }
}
