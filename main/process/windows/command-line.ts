/**
 * One argument as the C runtime's parser takes it apart again: in quotes where it is empty or holds a space, a tab or a
 * quote; backslashes are doubled only where a quote follows them.
 * https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments
 */
export function quoteArgument(argument: string): string {
  if (argument !== '' && !/[\s"]/u.test(argument)) return argument;
  const escaped = argument.replace(/(\\*)"/gu, '$1$1\\"').replace(/(\\+)$/u, '$1$1');
  return `"${escaped}"`;
}

/** What Windows hands to a program in the place of a list: one text, which the program takes apart by itself. */
export function commandLine(file: string, args: readonly string[]): string {
  // Of the first the parser knows no escapes, and no path holds a quote.
  return [`"${file}"`, ...args.map(quoteArgument)].join(' ');
}

/** What CreateProcess takes at most, with the zero at the end. */
export const LONGEST_COMMAND_LINE = 32_767;

/** UTF-16 with a zero at the end. */
export function wide(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'utf16le');
}

/**
 * An environment as CreateProcess takes it: sorted by name, names without regard to case, of equal ones the last.
 * `=C:`-like entries, in which Windows keeps each drive's folder, stay.
 */
export function environmentBlock(environment: Readonly<Record<string, string>>): Buffer {
  const last = new Map<string, string>();
  for (const [name, value] of Object.entries(environment)) last.set(name.toUpperCase(), `${name}=${value}`);
  const sorted = [...last].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
  return wide(sorted.length === 0 ? '\0' : sorted.map((entry) => `${entry}\0`).join(''));
}
