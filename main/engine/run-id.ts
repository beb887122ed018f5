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
