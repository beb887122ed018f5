import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What electron-builder hands a signing hook; the rest of it is for signtool. */
interface ToSign {
  readonly path: string;
}

/**
 * Signs by a program of one's own (a token, a cloud's service) instead of signtool with a certificate file.
 * @param program called with the path of each executable as its one argument; it ends with 0 when that file is signed
 */
export function signBy(program: string): (file: ToSign) => Promise<void> {
  return async ({ path }) => {
    await promisify(execFile)(program, [path]);
  };
}
