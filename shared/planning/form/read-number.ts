/** What a number may be, both ends included. */
export interface NumberBounds {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

/** Why a text is no such number, for the sentence beside the field. */
export type NumberIssue = 'empty' | 'not-a-number' | 'not-whole' | 'too-small' | 'too-big';

export type ReadNumber =
  { readonly value: number; readonly issue: null } | { readonly value: null; readonly issue: NumberIssue };

/** A number as somebody typed it, in a field or on a command line. @example readNumber('1e9', { least: 0, most: 100 }).issue // 'too-big' */
export function readNumber(text: string, { least, most, whole = false }: NumberBounds): ReadNumber {
  const wrong = (issue: NumberIssue) => ({ value: null, issue });
  if (text.trim() === '') return wrong('empty');
  const value = Number(text);
  if (Number.isNaN(value)) return wrong('not-a-number');
  if (value < least) return wrong('too-small');
  if (value > most) return wrong('too-big');
  if (whole && !Number.isInteger(value)) return wrong('not-whole');
  return { value, issue: null };
}
