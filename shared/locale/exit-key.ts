/** Signals by number, as a shell hands them on: 128 + number. */
const SIGNALS: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  15: 'SIGTERM',
  24: 'SIGXCPU',
  25: 'SIGXFSZ',
  31: 'SIGSYS',
};

/** From here on a Windows code is a status of the kernel, which everybody writes in hexadecimal. */
const STATUS = 0x4000_0000;

/**
 * The name under which the catalogues explain an exit code: `0xC0000135` for a Windows status (also where it came as a
 * negative number), `SIGSEGV` for a signal, also one that a shell handed on (139), else the number as it is.
 */
export function exitKey(code: number | string): string {
  if (typeof code === 'string') return code;
  const unsigned = code < 0 ? code + 2 ** 32 : code;
  if (unsigned >= STATUS) return `0x${unsigned.toString(16).toUpperCase().padStart(8, '0')}`;
  return SIGNALS[unsigned - 128] ?? String(unsigned);
}
