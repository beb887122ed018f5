import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Who may come in. */
export interface Gate {
  readonly port: number;
  readonly token: string;
}

/** What of a request decides. */
export interface Knock {
  readonly headers: IncomingHttpHeaders;
  /** Path and query. */
  readonly url: string;
}

/** Why somebody stays outside, for our own tests and logs; the other side is told a number only. */
export type Refusal = 'host' | 'origin' | 'site' | 'token';

/** Cookies know no port: two dashboards on one machine must not log each other out. */
export function cookieName(port: number): string {
  return `kneescope-${port}`;
}

function isOwnHost({ port }: Gate, host: string | undefined): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

/** Compared in a time that tells nothing of how much was right. */
function isToken({ token }: Gate, given: string | null | undefined): boolean {
  const [own, other] = [Buffer.from(token), Buffer.from(given ?? '')];
  return own.length === other.length && timingSafeEqual(own, other);
}

function cookieOf(header: string | undefined, name: string): string | null {
  const found = (header ?? '').split(';').find((part) => part.trim().startsWith(`${name}=`));
  return found === undefined ? null : found.trim().slice(name.length + 1);
}

/** The token in the address of a request; null where it has none. */
export function tokenInAddress(url: string): string | null {
  return new URLSearchParams(url.split('?')[1] ?? '').get('token');
}

/**
 * Whether a request may pass. The host is looked at first: who comes by another name is a page whose name was
 * rebound to us, and its browser would send our cookie along.
 * @param originNeeded true for a WebSocket, which every browser sends with its origin
 */
export function refusal(gate: Gate, { headers, url }: Knock, originNeeded: boolean): Refusal | null {
  if (!isOwnHost(gate, headers.host)) return 'host';
  const { origin } = headers;
  if (origin === undefined ? originNeeded : origin !== `http://${headers.host ?? ''}`) return 'origin';
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'site';
  const inAddress = tokenInAddress(url);
  if (inAddress !== null) return isToken(gate, inAddress) ? null : 'token';
  return isToken(gate, cookieOf(headers.cookie, cookieName(gate.port))) ? null : 'token';
}
