import type { Command } from '../../../shared/model/placeholders.ts';

const quoted = (text: string) => (/^[\w./:=@%+,\\-]+$/u.test(text) ? text : JSON.stringify(text));

/** A command as it would be typed, with what is added to its environment before it. */
export function commandText({ environment, executable, arguments: words }: Command): string {
  return [
    ...Object.entries(environment).map(([name, value]) => `${name}=${quoted(value)}`),
    quoted(executable),
    ...words.map(quoted),
  ].join(' ');
}
