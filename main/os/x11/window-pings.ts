import type { Pid } from '../procfs/process-stat.ts';
import type { XConnection, XId } from './x-connection.ts';
import { atomOf, hearRoot, messageIn, propertyOf, sendMessage } from './x-requests.ts';

/** Windows itself calls a program hung that has not answered for as long. */
const PATIENCE_MS = 5000;

/** What is known of one window. The server gives its number again, so it is the window of that process only. */
interface Known {
  readonly pid: Pid;
  /** Whether its program answers at all. */
  readonly able: boolean;
  /** Since when an answer is awaited. */
  asked: number | null;
}

/**
 * Asks windows whether their program still reads its messages, as window managers do (`_NET_WM_PING` of the Extended
 * Window Manager Hints).
 */
export async function windowPings(x: XConnection, now: () => number = () => performance.now()) {
  const [protocols, ping] = await Promise.all([atomOf(x, 'WM_PROTOCOLS'), atomOf(x, '_NET_WM_PING')]);
  const known = new Map<XId, Known>();
  for (const root of x.roots) hearRoot(x, root);
  x.onEvent((event) => {
    const message = messageIn(event);
    const answered = known.get(message?.data[2] ?? 0);
    if (answered && message?.type === protocols && message.data[0] === ping) answered.asked = null;
  });
  const knowledgeOf = async (window: XId, pid: Pid): Promise<Known> => {
    const before = known.get(window);
    if (before?.pid === pid) return before;
    const able = (await propertyOf(x, window, protocols)).includes(ping);
    const fresh: Known = { pid, able, asked: null };
    known.set(window, fresh);
    return fresh;
  };
  const isSilent = async ({ window, pid }: { window: XId; pid: Pid }): Promise<boolean | null> => {
    const one = await knowledgeOf(window, pid);
    if (!one.able) return null;
    if (one.asked !== null) return now() - one.asked >= PATIENCE_MS;
    one.asked = now();
    sendMessage(x, window, { window, type: protocols, data: [ping, 0, window, 0, 0] });
    return false;
  };
  /** Whether one of these windows has not answered for too long; null where none of them ever would. */
  return async (windows: readonly { readonly window: XId; readonly pid: Pid }[]): Promise<boolean | null> => {
    const silent = (await Promise.all(windows.map(isSilent))).filter((one) => one !== null);
    return silent.length === 0 ? null : silent.includes(true);
  };
}
