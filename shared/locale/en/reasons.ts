import { hasEscapes, reasonsIn } from '../reasons.ts';

const BACKSLASH = 'a backslash begins an escape here: write paths with / or \\\\, as D:/apps/Showroom.exe';

const SYSTEM: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'this user may not',
  EPERM: 'this user may not, or another program holds it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is no folder',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota of this user is used up',
  EROFS: 'the disk is read-only',
  EBUSY: 'another program holds it',
  EEXIST: 'a file of that name is in the way',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many files are open',
  EIO: 'the disk failed',
  EADDRINUSE: 'another program uses it',
  'database or disk is full': 'the disk is full',
  'attempt to write a readonly database': 'it is read-only',
  'unable to open database file': 'it cannot be opened',
  'database is locked': 'another program holds it',
  'disk I/O error': 'the disk failed',
};

const SYNTAX: Readonly<Record<string, string>> = {
  InvalidSymbol: 'what stands here is no text in quotes, number, true, false or null',
  InvalidNumberFormat: 'this is no number',
  PropertyNameExpected: 'a field name in quotes is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing brace is missing',
  CloseBracketExpected: 'a closing bracket is missing',
  EndOfFileExpected: 'something stands behind the end',
  UnexpectedEndOfComment: 'a comment has no end',
  UnexpectedEndOfString: 'a text has no closing quote',
  UnexpectedEndOfNumber: 'a number has no end',
  InvalidUnicode: 'an escape \\u has no four digits',
  InvalidEscapeCharacter: BACKSLASH,
  InvalidCharacter: 'a character that must be escaped',
};

const TYPES: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const DRIVER: Readonly<Record<string, string>> = {
  invalid: 'its answer does not fit kneescope.driver/1',
  error: 'it says so itself',
  closed: 'it ended',
  silent: 'it did not answer in time',
};

export const { systemReason, syntaxReason, typeReason, driverReason } = reasonsIn({
  system: SYSTEM,
  syntax: SYNTAX,
  types: TYPES,
  driver: DRIVER,
});

/** For a path with control characters. */
export const escapedPath = (path: string): string => (hasEscapes(path) ? ` In JSON ${BACKSLASH}.` : '');
