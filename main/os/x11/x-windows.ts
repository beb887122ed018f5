import type { Pid } from '../procfs/process-stat.ts';
import type { XConnection, XId } from './x-connection.ts';
import { atomOf, childrenOf, extensionOf, isShown, propertyOf, words } from './x-requests.ts';

/** A program's outermost window. */
export interface XWindow {
  readonly window: XId;
  readonly pid: Pid;
  readonly shown: boolean;
}

/** The X-Resource extension: which program a connection belongs to is the server's own word. */
const RESOURCES = { name: 'X-Resource', clientIds: 4, localPid: 2 } as const;
/** A window manager puts frames around windows, and some put a desktop around those. */
const DEEPEST = 3;

/** Who owns what on a display, by the part of an id that is the owner's. */
async function owners(x: XConnection, extension: number): Promise<ReadonlyMap<number, Pid>> {
  // All clients, and of each the number of its process.
  const answer = await x.ask(extension, RESOURCES.clientIds, words(1, 0, RESOURCES.localPid));
  const found = new Map<number, Pid>();
  const count = answer?.readUInt32LE(8) ?? 0;
  for (let at = 32, i = 0; answer && i < count; i++) {
    const [client, bytes] = [answer.readUInt32LE(at), answer.readUInt32LE(at + 8)];
    if (bytes >= 4) found.set((client & ~x.idMask) >>> 0, answer.readUInt32LE(at + 12));
    at += 12 + bytes;
  }
  return found;
}

/** Finds the windows of programs on one display. */
export async function windowFinder(x: XConnection) {
  const [resources, pidAtom] = await Promise.all([extensionOf(x, RESOURCES.name), atomOf(x, '_NET_WM_PID')]);

  /** Those that we care about below one, with the programs that they belong to. */
  const below = async (
    window: XId,
    ownerOf: (window: XId) => Promise<Pid | null>,
    depth: number,
  ): Promise<{ window: XId; pid: Pid }[]> => {
    const found = await Promise.all(
      (await childrenOf(x, window)).map(async (child) => {
        const pid = await ownerOf(child);
        if (pid !== null) return [{ window: child, pid }];
        return depth < DEEPEST ? below(child, ownerOf, depth + 1) : [];
      }),
    );
    return found.flat();
  };

  /** The outermost windows of these processes. */
  return async (wanted: ReadonlySet<Pid>): Promise<readonly XWindow[]> => {
    const byId = resources === null ? new Map<number, Pid>() : await owners(x, resources);
    if (byId.size > 0 && ![...byId.values()].some((pid) => wanted.has(pid))) return [];
    const ownerOf = async (window: XId): Promise<Pid | null> => {
      // An old server does not know; a program may have said so itself.
      const pid = byId.get((window & ~x.idMask) >>> 0) ?? (await propertyOf(x, window, pidAtom))[0] ?? 0;
      return wanted.has(pid) ? pid : null;
    };
    const found = (await Promise.all(x.roots.map((root) => below(root, ownerOf, 1)))).flat();
    const looks = await Promise.all(
      found.map(async (one) => ({ ...one, shown: await isShown(x, one.window) })),
    );
    return looks.flatMap(({ shown, ...one }) => (shown === null ? [] : [{ ...one, shown }]));
  };
}
