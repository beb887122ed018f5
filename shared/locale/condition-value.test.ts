import { expect, it } from 'vitest';
import { comparison as english } from './en/comparison.ts';
import { comparison as chinese } from './zh-CN/comparison.ts';

it.each([
  ['limits.gpu', '85', '60', 'GPU limit: 85 % → 60 %', 'GPU上限：85% → 60%'],
  ['limits.vram', '95', '90', 'VRAM limit: 95 % → 90 %', '显存上限：95% → 90%'],
  ['limits.fpsFloor', '95', '90', 'Frame rate to keep: 95 % → 90 %', '须保持的帧率：95% → 90%'],
  ['fpsTarget', 'solo', '60', 'Target frame rate: as one alone → 60 fps', '目标帧率：以单实例为准 → 60 fps'],
  ['host.ramMiB', '', '65536', 'RAM: none → 65536 MiB', '内存：无 → 65536 MiB'],
  [
    'host.gpus',
    '["RTX 4080, 16376"]',
    '["RTX 4080, 16376","RTX 4080"]',
    'Graphics cards: RTX 4080 (16376 MiB) → RTX 4080 (16376 MiB), RTX 4080',
    '显卡：RTX 4080 (16376 MiB) → RTX 4080 (16376 MiB)、RTX 4080',
  ],
  ['later', 'a', 'b', 'later: a → b', 'later：a → b'],
])('says in words that %s differs', (field, base, candidate, inEnglish, inChinese) => {
  expect(english.difference({ field, base, candidate })).toBe(inEnglish);
  expect(chinese.difference({ field, base, candidate })).toBe(inChinese);
});
