import { expect, it } from 'vitest';
import { operatorWord } from './operator-word.ts';

it.each([
  ['', { say: 'ready', instance: null }],
  ['  ', { say: 'ready', instance: null }],
  ['3', { say: 'ready', instance: 3 }],
  ['ready', { say: 'ready', instance: null }],
  ['Ready 12 ', { say: 'ready', instance: 12 }],
  ['+', { say: 'launch' }],
  ['launch', { say: 'launch' }],
  ['+3', { say: 'help' }],
  ['-', { say: 'stop', instance: null }],
  ['-3', { say: 'stop', instance: 3 }],
  ['stop 3', { say: 'stop', instance: 3 }],
  ['end', { say: 'end' }],
  ['?', { say: 'help' }],
  ['rm -rf /', { say: 'help' }],
  ['3 4', { say: 'help' }],
  ['就绪', { say: 'help' }],
])('understands %j', (line, word) => {
  expect(operatorWord(line)).toEqual(word);
});
