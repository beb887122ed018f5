import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** Where a display listens, as `DISPLAY` says it. */
export interface DisplayPlace {
  /** Null for this machine's own socket. */
  readonly host: string | null;
  readonly display: number;
  readonly screen: number;
}

/** What a display wants to see before it answers. */
export interface Cookie {
  readonly name: string;
  readonly data: Buffer;
}

/** @returns null where the text names no display */
export function parseDisplay(text: string): DisplayPlace | null {
  const found = /^([^:]*):(\d+)(?:\.(\d+))?$/u.exec(text);
  if (!found) return null;
  const [, host = '', display, screen = '0'] = found;
  const local = host === '' || host === 'unix';
  return { host: local ? null : host, display: Number(display), screen: Number(screen) };
}

const COOKIE = 'MIT-MAGIC-COOKIE-1';

/** The entry of an authority file (Xauth's format) that opens a display; null where there is none. */
export function cookieFor(file: Buffer, display: number): Cookie | null {
  let at = 0;
  const field = () => {
    const length = file.readUInt16BE(at);
    const value = file.subarray(at + 2, at + 2 + length);
    at += 2 + length;
    return value;
  };
  try {
    while (at < file.length) {
      at += 2;
      field();
      const [number, name] = [field().toString(), field().toString()];
      const data = field();
      // An entry without a number is for every display.
      if (name === COOKIE && (number === '' || Number(number) === display)) return { name, data };
    }
  } catch {
    // Cut off: what stands before it counts.
  }
  return null;
}

/** The cookie that a program with this environment would show. */
export async function readCookie(
  { XAUTHORITY: file, HOME: home }: NodeJS.ProcessEnv,
  display: number,
): Promise<Cookie | null> {
  try {
    return cookieFor(await readFile(file ?? path.join(home ?? homedir(), '.Xauthority')), display);
  } catch {
    return null;
  }
}
