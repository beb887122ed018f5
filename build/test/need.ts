import { describe, it } from 'vitest';
import { PARTS, isPresent, type PartName } from './parts.ts';

/**
 * `describe` for tests that need a part of the system. Where it is missing they are skipped with the reason; with
 * CI=true they fail, because there nothing may be missing unseen.
 */
export function describeWith(parts: readonly PartName[], name: string, tests: () => void): void {
  const missing = parts.filter((part) => !isPresent(part));
  if (missing.length === 0) {
    describe(name, tests);
    return;
  }
  const why = missing
    .map((part) => `${part} is missing (apt-get install ${PARTS[part].packages.join(' ')})`)
    .join(', ');
  if (process.env['CI'] === 'true')
    describe(name, () => {
      it(`needs what is not here: ${why}`, () => {
        throw new Error(why);
      });
    });
  else describe.skip(`${name} [skipped: ${why}]`, tests);
}
