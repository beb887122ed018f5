import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_LINE, LineSplitter } from './line-splitter.ts';

function split(chunks: readonly Uint8Array[]): string[] {
  const splitter = new LineSplitter();
  const lines = chunks.flatMap((chunk) => [...splitter.lines(Buffer.from(chunk))]);
  return [...lines, ...splitter.last()];
}
/** A text cut into chunks at any bytes. */
function chunked(text: string, cuts: readonly number[]): Buffer[] {
  const bytes = Buffer.from(text);
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return at.slice(1).map((end, i) => bytes.subarray(at[i], end));
}

describe('lines of a pipe', () => {
  it.each([
    ['a\nb\n', ['a', 'b']],
    ['a\r\nb', ['a', 'b']],
    ['10%\r20%\r30%\n', ['10%', '20%', '30%']],
    ['\n\na', ['', '', 'a']],
    ['', []],
    ['编号\n渲染', ['编号', '渲染']],
  ])('%j', (text, expected) => {
    expect(split([Buffer.from(text)])).toEqual(expected);
  });

  it('are the same wherever the chunks begin, also within a character or between \\r and \\n', () => {
    const text = fc
      .array(fc.constantFrom('\r', '\n', '\r\n', 'a', '编', '😀', ' x'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat()), (written, cuts) => {
        const expected = written.split(/\r\n|\r|\n/u);
        if (expected.at(-1) === '') expected.pop();
        expect(split(chunked(written, cuts))).toEqual(expected);
      }),
    );
  });

  it('are cut when they are long, and go on with the next one', () => {
    const [cut, next, ...more] = split(chunked(`${'编'.repeat(10_000)}\nnext\n`, [1, 5000, 9999]));
    expect(cut).toBe(`${'编'.repeat(LONGEST_LINE)}…`);
    expect([next, ...more]).toEqual(['next']);
  });

  it('are never cut within a character', () => {
    const [cut] = split([Buffer.from(`x${'😀'.repeat(LONGEST_LINE)}`)]);
    expect(cut?.isWellFormed()).toBe(true);
    expect(cut).toMatch(/^x😀+…$/u);
  });

  it('that have no end take no more memory than a long one', () => {
    const splitter = new LineSplitter();
    const chunk = Buffer.from('x'.repeat(65_536));
    const lines = Array.from({ length: 100 }, () => [...splitter.lines(chunk)]).flat();
    expect(lines).toHaveLength(1);
    expect([...splitter.last()]).toEqual([]);
  });

  it('begin anew behind what was left out', () => {
    const splitter = new LineSplitter();
    expect([...splitter.lines(Buffer.from('one\ntw'))]).toEqual(['one']);
    splitter.skip();
    expect([...splitter.lines(Buffer.from('lf of a line\nfour\n'))]).toEqual(['four']);
  });

  it('keep going over bytes that are no text', () => {
    expect(split([Buffer.from([0xff, 0xfe, 0x0a, 0x61, 0x0a])])).toEqual(['\uFFFD\uFFFD', 'a']);
  });
});
