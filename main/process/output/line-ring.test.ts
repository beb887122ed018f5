import { describe, expect, it } from 'vitest';
import { LineRing } from './line-ring.ts';

describe('the last lines', () => {
  it('are bounded by number, newest last', () => {
    const ring = new LineRing(3, 1000);
    for (let i = 0; i < 20; i++) ring.push(`line ${i}`);
    expect(ring.last(10)).toEqual(['line 17', 'line 18', 'line 19']);
    expect(ring.last(2)).toEqual(['line 18', 'line 19']);
    expect(ring.last(0)).toEqual([]);
  });

  it('are bounded by their text', () => {
    const ring = new LineRing(100, 10);
    for (const line of ['aaaa', 'bbbb', 'cccc']) ring.push(line);
    expect(ring.last(100)).toEqual(['bbbb', 'cccc']);
    ring.push('x'.repeat(11));
    expect(ring.last(100)).toEqual([]);
    ring.push('small');
    expect(ring.last(100)).toEqual(['small']);
  });
});
