import { expect, it } from 'vitest';
import { resourceName } from './resource-name.ts';

it('numbers the cards only where there are several', () => {
  expect(resourceName('cpu', null, 2, 'en')).toBe('CPU');
  expect(resourceName('gpu', 0, 1, 'en')).toBe('GPU');
  expect(resourceName('gpu', 1, 2, 'en')).toBe('GPU 1');
  expect(resourceName('vram', 0, 2, 'zh-CN')).toBe('显存 0');
});
