import { useState } from 'react';

/** Fifths of a point: less than half a pixel on every plot there is. */
const STEPS = 5;

/** What of a value can be seen, as text. */
export function signatureOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'number' ? Math.round(part * STEPS) : part,
  );
}

/** The same object for as long as nothing in it differs by more than the eye can see: so that what draws it can leave it as it is. */
export function useSteady<T>(value: T): T {
  const signature = signatureOf(value);
  const [kept, setKept] = useState({ signature, value });
  if (kept.signature === signature) return kept.value;
  setKept({ signature, value });
  return value;
}
