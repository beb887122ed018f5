import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandLine, environmentBlock, quoteArgument } from './command-line.ts';

/** The C runtime's parser, written down from its documentation. */
function parse(line: string): string[] {
  const args: string[] = [];
  let current: string | null = null;
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const character = line[i] ?? '';
    const slashes = /^\\+/u.exec(line.slice(i))?.[0].length ?? 0;
    if (slashes > 0) {
      const quote = line[i + slashes] === '"';
      current = (current ?? '') + '\\'.repeat(quote ? Math.floor(slashes / 2) : slashes);
      i += slashes - 1;
      if (quote && slashes % 2 === 1) {
        current += '"';
        i += 1;
      }
    } else if (character === '"') {
      quoted = !quoted;
      current ??= '';
    } else if (!quoted && (character === ' ' || character === '\t')) {
      if (current !== null) args.push(current);
      current = null;
    } else current = (current ?? '') + character;
  }
  if (current !== null) args.push(current);
  return args;
}

describe('a command line of Windows', () => {
  it.each([
    ['plain', 'plain'],
    ['', '""'],
    ['two words', '"two words"'],
    ['say "hi"', '"say \\"hi\\""'],
    ['C:\\a b\\', '"C:\\a b\\\\"'],
    ['C:\\a\\', 'C:\\a\\'],
    ['\\\\"', '"\\\\\\\\\\""'],
    ['渲染 🎮', '"渲染 🎮"'],
  ])('quotes %j as %s', (argument, quoted) => {
    expect(quoteArgument(argument)).toBe(quoted);
  });

  it('is taken apart into what it was made of', () => {
    const argument = fc.string({ unit: fc.constantFrom('a', ' ', '\t', '"', '\\', '渲', '%', '^', '=') });
    fc.assert(
      fc.property(fc.array(argument), (args) => {
        expect(parse(commandLine('C:\\x y\\a.exe', args)).slice(1)).toEqual(args);
      }),
    );
  });
});

describe('an environment block', () => {
  const text = (block: Buffer) => block.toString('utf16le');
  it('is sorted, has each name once whatever its case, and ends twice', () => {
    expect(text(environmentBlock({ b: '2', Path: 'old', A: '1=1', PATH: '新' }))).toBe(
      'A=1=1\0b=2\0PATH=新\0\0',
    );
    expect(text(environmentBlock({}))).toBe('\0\0');
  });
});
