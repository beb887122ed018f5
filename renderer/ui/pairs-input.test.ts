import { expect, it } from 'vitest';
import { linesOf, pairsOf } from './pairs-input.tsx';

it.each([
  [['A=1', 'B=two words'], { A: '1', B: 'two words' }],
  [['PATH=/a:/b=c', 'EMPTY='], { PATH: '/a:/b=c', EMPTY: '' }],
  [['', 'HALF', '=x', ' SPACED =y'], { SPACED: 'y' }],
])('reads %j', (lines, pairs) => {
  expect(pairsOf(lines)).toEqual(pairs);
});

it('writes what it reads', () => {
  const lines = ['A=1', 'B=', 'C={index}=2'];
  expect(linesOf(pairsOf(lines))).toEqual(lines);
});
