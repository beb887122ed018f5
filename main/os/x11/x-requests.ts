import type { XConnection, XId } from './x-connection.ts';

const OPCODES = {
  selectEvents: 2,
  attributes: 3,
  geometry: 14,
  tree: 15,
  atom: 16,
  property: 20,
  sendEvent: 25,
  extension: 98,
} as const;
const INPUT_OUTPUT = 1;
const VIEWABLE = 2;
const EVENT_MASK = 0x800;
const SUBSTRUCTURE_NOTIFY = 0x8_0000;
const SUBSTRUCTURE_REDIRECT = 0x10_0000;

/** Numbers of four bytes, one after the other. */
export function words(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length);
  for (const [i, number] of numbers.entries()) bytes.writeUInt32LE(number, 4 * i);
  return bytes;
}

function named(name: string): Buffer {
  const bytes = Buffer.alloc(4 + name.length);
  bytes.writeUInt16LE(name.length, 0);
  bytes.write(name, 4, 'latin1');
  return bytes;
}

export async function atomOf(x: XConnection, name: string): Promise<XId> {
  return (await x.ask(OPCODES.atom, 0, named(name)))?.readUInt32LE(8) ?? 0;
}

/** The number under which an extension takes requests; null where the server has none of that name. */
export async function extensionOf(x: XConnection, name: string): Promise<number | null> {
  const answer = await x.ask(OPCODES.extension, 0, named(name));
  return answer?.readUInt8(8) === 1 ? answer.readUInt8(9) : null;
}

/** The windows right below one. */
export async function childrenOf(x: XConnection, window: XId): Promise<readonly XId[]> {
  const answer = await x.ask(OPCODES.tree, 0, words(window));
  const count = answer?.readUInt16LE(16) ?? 0;
  return Array.from({ length: count }, (_, i) => answer?.readUInt32LE(32 + 4 * i) ?? 0);
}

/** The four-byte numbers of a window's property; empty where it has none. */
export async function propertyOf(x: XConnection, window: XId, property: XId): Promise<readonly number[]> {
  const MOST = 64;
  const answer = await x.ask(OPCODES.property, 0, words(window, property, 0, 0, MOST));
  if (answer?.readUInt8(1) !== 32) return [];
  return Array.from({ length: answer.readUInt32LE(16) }, (_, i) => answer.readUInt32LE(32 + 4 * i));
}

/** Whether a window is on the screen; null for what is none that anybody could see. */
export async function isShown(x: XConnection, window: XId): Promise<boolean | null> {
  const [attributes, geometry] = await Promise.all([
    x.ask(OPCODES.attributes, 0, words(window)),
    x.ask(OPCODES.geometry, 0, words(window)),
  ]);
  if (!attributes || !geometry || attributes.readUInt16LE(12) !== INPUT_OUTPUT) return null;
  // Toolkits keep windows of a single point for their own talk.
  if (geometry.readUInt16LE(16) <= 1 || geometry.readUInt16LE(18) <= 1) return null;
  return attributes.readUInt8(26) === VIEWABLE;
}

/** Lets us hear what programs send to a root window. */
export function hearRoot(x: XConnection, root: XId): void {
  x.tell(OPCODES.selectEvents, 0, words(root, EVENT_MASK, SUBSTRUCTURE_NOTIFY));
}

const CLIENT_MESSAGE = 33;

/** A message from one program to another. */
export interface ClientMessage {
  readonly window: XId;
  readonly type: XId;
  /** Five numbers. */
  readonly data: readonly number[];
}

/** @param toRoot where window managers listen; else to the program whose window it is */
export function sendMessage(x: XConnection, to: XId, message: ClientMessage, toRoot = false): void {
  const { window, type, data } = message;
  const event = Buffer.concat([
    Buffer.from([CLIENT_MESSAGE, 32, 0, 0]),
    words(window, type),
    Buffer.alloc(20),
  ]);
  for (const [i, number] of data.entries()) event.writeUInt32LE(number, 12 + 4 * i);
  const mask = toRoot ? SUBSTRUCTURE_NOTIFY | SUBSTRUCTURE_REDIRECT : 0;
  x.tell(OPCODES.sendEvent, 0, Buffer.concat([words(to, mask), event]));
}

/** @returns null where the event is none */
export function messageIn(event: Buffer): ClientMessage | null {
  if ((event.readUInt8(0) & 0x7f) !== CLIENT_MESSAGE || event.readUInt8(1) !== 32) return null;
  const data = Array.from({ length: 5 }, (_, i) => event.readUInt32LE(12 + 4 * i));
  return { window: event.readUInt32LE(4), type: event.readUInt32LE(8), data };
}
