import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { parseDisplay, readCookie, type Cookie, type DisplayPlace } from './x-authority.ts';

/*
 * The core of the X protocol, version 11, as far as looking at windows needs it (X.Org, "X Window System Protocol", chapters
 * 8 to 10). Xlib is not used: its answer to a window that has gone meanwhile is to end the process.
 */

/** A window, an atom: a number that the server gave. */
export type XId = number;

const REPLY = 1;
const HEAD_BYTES = 32;
const GENERIC_EVENT = 35;
const SENT = 0x80;
const ANSWER_MS = 3000;

const padded = (length: number) => Math.ceil(length / 4) * 4;

/** Where the first bytes of the server's answer say what follows. */
const SETUP = { head: 8, idMask: 16, vendorBytes: 24, screens: 28, formats: 29, vendor: 40 } as const;
const SCREEN = { bytes: 40, depths: 39 } as const;

function greeting(cookie: Cookie | null): Buffer {
  const { name, data } = cookie ?? { name: '', data: Buffer.alloc(0) };
  const bytes = Buffer.alloc(12 + padded(name.length) + padded(data.length));
  bytes.write('l', 0);
  bytes.writeUInt16LE(11, 2);
  bytes.writeUInt16LE(name.length, 6);
  bytes.writeUInt16LE(data.length, 8);
  bytes.write(name, 12, 'latin1');
  data.copy(bytes, 12 + padded(name.length));
  return bytes;
}

interface Setup {
  readonly roots: readonly XId[];
  readonly idBase: number;
  readonly idMask: number;
}

function setupOf(answer: Buffer): Setup {
  let at =
    SETUP.vendor + padded(answer.readUInt16LE(SETUP.vendorBytes)) + 8 * answer.readUInt8(SETUP.formats);
  const roots = Array.from({ length: answer.readUInt8(SETUP.screens) }, () => {
    const root = answer.readUInt32LE(at);
    const depths = answer.readUInt8(at + SCREEN.depths);
    at += SCREEN.bytes;
    for (let depth = 0; depth < depths; depth++) at += 8 + 24 * answer.readUInt16LE(at + 2);
    return root;
  });
  return { roots, idBase: answer.readUInt32LE(SETUP.idMask - 4), idMask: answer.readUInt32LE(SETUP.idMask) };
}

/** How a display cannot be looked at. */
export class NoDisplay extends Error {
  override readonly name = 'NoDisplay';
}

/** A connection to an X server: requests in the order in which they are made, answers as they come. */
export class XConnection {
  /** Of each screen. */
  readonly roots: readonly XId[];
  /** The bits of an id that tell things of one client apart. */
  readonly idMask: number;
  /** The first id that is ours to give. */
  readonly idBase: number;
  readonly #socket: Socket;
  readonly #waiting = new Map<number, (answer: Buffer | null) => void>();
  readonly #listeners = new Set<(event: Buffer) => void>();
  #sequence = 0;
  #received: Buffer;
  #closed = false;

  private constructor(socket: Socket, { roots, idMask, idBase }: Setup, received: Buffer) {
    this.#socket = socket;
    this.roots = roots;
    this.idMask = idMask;
    this.idBase = idBase;
    this.#received = received;
    socket.on('data', (bytes: Buffer) => {
      this.#received = Buffer.concat([this.#received, bytes]);
      this.#take();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#closed = true;
      for (const answer of this.#waiting.values()) answer(null);
      this.#waiting.clear();
    });
    // It must not hold a process open that has nothing else to do.
    socket.unref();
  }

  /** @throws NoDisplay where none is named, none answers, or it does not let us in */
  static async open(environment: NodeJS.ProcessEnv): Promise<XConnection> {
    const place = parseDisplay(environment['DISPLAY'] ?? '');
    if (place === null) throw new NoDisplay('no display is named');
    const socket = await reach(place);
    try {
      socket.write(greeting(await readCookie(environment, place.display)));
      const { answer, rest } = await firstAnswer(socket);
      return new XConnection(socket, setupOf(answer), rest);
    } catch (error) {
      socket.destroy();
      throw error;
    }
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Calls back for every event that the server tells. */
  onEvent(listener: (event: Buffer) => void): void {
    this.#listeners.add(listener);
  }

  /**
   * Asks something.
   * @param body what follows the four bytes at the head of a request
   * @returns null where the server refuses, as for a window that has gone, or has gone itself
   */
  ask(opcode: number, detail: number, body: Buffer): Promise<Buffer | null> {
    const number = this.tell(opcode, detail, body);
    const { promise, resolve } = Promise.withResolvers<Buffer | null>();
    if (this.#closed) resolve(null);
    else this.#waiting.set(number, resolve);
    return promise;
  }

  /** Requests something that has no answer. */
  tell(opcode: number, detail: number, body: Buffer): number {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    const length = padded(body.length);
    const bytes = Buffer.alloc(4 + length);
    bytes.writeUInt8(opcode, 0);
    bytes.writeUInt8(detail, 1);
    bytes.writeUInt16LE(1 + length / 4, 2);
    body.copy(bytes, 4);
    if (!this.#closed) this.#socket.write(bytes);
    return this.#sequence;
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(): void {
    for (;;) {
      if (this.#received.length < HEAD_BYTES) return;
      const kind = this.#received.readUInt8(0);
      const isLong = kind === REPLY || (kind & ~SENT) === GENERIC_EVENT;
      const length = HEAD_BYTES + (isLong ? 4 * this.#received.readUInt32LE(4) : 0);
      if (this.#received.length < length) return;
      const message = this.#received.subarray(0, length);
      this.#received = this.#received.subarray(length);
      if (kind > REPLY) for (const listener of this.#listeners) listener(message);
      else this.#answer(message.readUInt16LE(2), kind === REPLY ? message : null);
    }
  }

  #answer(number: number, message: Buffer | null): void {
    this.#waiting.get(number)?.(message);
    this.#waiting.delete(number);
  }
}

async function reach({ host, display }: DisplayPlace): Promise<Socket> {
  const file = `/tmp/.X11-unix/X${display}`;
  const ways = host === null ? [{ path: `\0${file}` }, { path: file }] : [{ host, port: 6000 + display }];
  for (const way of ways) {
    const socket = connect(way);
    try {
      await once(socket, 'connect', { signal: AbortSignal.timeout(ANSWER_MS) });
      return socket;
    } catch {
      socket.destroy();
    }
  }
  throw new NoDisplay('no display answers');
}

async function firstAnswer(socket: Socket): Promise<{ answer: Buffer; rest: Buffer }> {
  const signal = AbortSignal.timeout(ANSWER_MS);
  let received = Buffer.alloc(0);
  for (;;) {
    if (received.length >= SETUP.head) {
      const length = SETUP.head + 4 * received.readUInt16LE(6);
      if (received.readUInt8(0) !== REPLY) throw new NoDisplay('the display does not let us in');
      if (received.length >= length)
        return { answer: received.subarray(0, length), rest: received.subarray(length) };
    }
    const ended = once(socket, 'close', { signal }).then(() => {
      throw new NoDisplay('the display has gone');
    });
    const [more] = (await Promise.race([once(socket, 'data', { signal }), ended])) as [Buffer];
    ended.catch(() => undefined);
    received = Buffer.concat([received, more]);
  }
}
