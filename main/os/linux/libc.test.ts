import { expect, it } from 'vitest';
import { exitStatus, reapChild } from './libc.ts';

it.each([
  [0, { code: 0, signal: null }],
  [0x0300, { code: 3, signal: null }],
  [0xff00, { code: 255, signal: null }],
  [9, { code: null, signal: 9 }],
  [0x8b, { code: null, signal: 11 }],
])('waitpid’s %i is taken apart', (status, expected) => {
  expect(exitStatus(status)).toEqual(expected);
});

it('takes nobody’s status who is no child of ours', () => {
  expect(reapChild(1)).toBeNull();
  expect(reapChild(2 ** 22 + 7)).toBeNull();
});
