/**
 * The value of one variable in `/proc/PID/environ`, where entries end with NUL.
 * @returns null where it is not set
 */
export function environmentValue(bytes: Uint8Array, name: string): string | null {
  const environment = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wanted = Buffer.from(`${name}=`);
  for (let at = environment.indexOf(wanted); at >= 0; at = environment.indexOf(wanted, at + 1)) {
    if (at > 0 && environment[at - 1] !== 0) continue;
    const end = environment.indexOf(0, at);
    return environment.toString('utf8', at + wanted.length, end < 0 ? undefined : end);
  }
  return null;
}
