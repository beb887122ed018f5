import { describe, expect, it } from 'vitest';
import { curveTable } from './curve-table.ts';

const problem = (text: string) => {
  try {
    curveTable(text, 't.csv');
  } catch (error) {
    return (error as { data: unknown }).data;
  }
  return null;
};

describe('a table of n and value', () => {
  it.each([
    ['commas', 'n,value\n1,10\n2,20.5\n'],
    ['semicolons and a comma for the decimals', 'n;value\r\n1;10\r\n2;20,5\r\n'],
    ['tabs, a mark and quotes', '\uFEFF"n"\t"value"\n1\t10\n\n2\t20.5'],
    ['units and other names', 'copies,fps,note\n1,10 fps,a\n2,20.5 fps,b\n'],
    ['n in the second column', 'value,n\n10,1\n20.5,2\n'],
    ['values that are missing', 'n,value\n1,10\n5,N/A\n2,20.5\n'],
  ])('is read with %s', (_, text) => {
    expect(curveTable(text, 't.csv')).toEqual([
      { n: 1, value: 10 },
      { n: 2, value: 20.5 },
    ]);
  });

  it.each([
    ['no header', '1,10\n2,20\n', { line: 1, column: 1, expected: 'header n,value', found: '1' }],
    ['nothing at all', '', { line: 1, column: 1, expected: 'header n,value', found: '' }],
    ['no rows', 'n,value\n', { line: 2, column: 1, expected: 'number', found: '' }],
    [
      'a word for a number',
      'n,value\n1,10\n2,lots\n',
      { line: 3, column: 3, expected: 'number', found: 'lots' },
    ],
    ['n below nothing', 'n,value\n-1,10\n', { line: 2, column: 1, expected: 'number', found: '-1' }],
  ])('says where it has %s', (_, text, data) => {
    expect(problem(text)).toEqual({ file: 't.csv', ...data });
  });
});
