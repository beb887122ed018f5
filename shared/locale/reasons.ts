import { entry } from './entry.ts';

type Words = Readonly<Record<string, string>>;

/** What others said, by their codes, in the words of a language. */
export interface ReasonWords {
  /** Of the system, by error code, and of the database, by its sentence. */
  readonly system: Words;
  readonly syntax: Words;
  readonly types: Words;
  readonly driver: Words;
}

/** Sentences' parts for what others said; what no word is known for is told as it was said. */
export function reasonsIn({ system, syntax, types, driver }: ReasonWords) {
  return {
    /** What the system said, which begins with or is a code, as `ENOSPC: no space left on device, write`. */
    systemReason: (reason: string): string => {
      const code = /^[A-Z][A-Z0-9_]+/u.exec(reason)?.[0] ?? '';
      const words = entry(system, code) ?? entry(system, reason);
      return words === undefined ? reason : code === '' ? words : `${words} [${code}]`;
    },
    /** Why a text is no JSON. */
    syntaxReason: (found: string): string => entry(syntax, found) ?? found,
    /** What type a field must have. */
    typeReason: (expected: string): string => entry(types, expected) ?? expected,
    /** How a driver failed. */
    driverReason: (reason: string): string => entry(driver, reason) ?? reason,
  };
}

/** Whether somebody wrote a path with single backslashes, and some of them were escapes. */
export const hasEscapes = (path: string): boolean => /[\b\t\n\f\r]/u.test(path);
