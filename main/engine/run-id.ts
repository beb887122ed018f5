import { randomBytes } from 'node:crypto';

/** Letters and digits that nobody mistakes for one another, read aloud or on paper. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 8;

/** A new run's id: short enough to type, and its beginning names it. It starts with a letter. */
export function newRunId(): string {
  const letters = [...randomBytes(LENGTH)].map(
    (byte, i) => ALPHABET[byte % (i === 0 ? 23 : ALPHABET.length)],
  );
  return letters.join('');
}

/** Names that Windows keeps for devices, and the word that stands for the newest run. */
const TAKEN = /^(?:con|prn|aux|nul|com\d|lpt\d|last)$/u;

/**
 * Whether a name can be that of a run. A run that comes from elsewhere brings its name along, and that becomes a folder, an
 * address and a word on a command line: so it is letters and digits and nothing else.
 */
export function isRunId(name: string): boolean {
  return /^[a-z0-9]{1,64}$/u.test(name) && !TAKEN.test(name);
}
