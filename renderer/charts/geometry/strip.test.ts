import { describe, expect, it } from 'vitest';
import { gridFor, stripShape } from './strip.ts';

describe('stripShape', () => {
  it('puts the newest reading at the right edge and 100 % at the top', () => {
    expect(stripShape([0, 100], 11, 100, 20).line).toBe('M90,20L100,0');
  });

  it('breaks the line where there was no reading, and shows a reading alone as a dot', () => {
    const { line, dots } = stripShape([50, 50, null, 50, null], 5, 100, 20);
    expect(line).toBe('M0,10L25,10');
    expect(dots).toEqual([{ x: 75, y: 10 }]);
  });

  it('forgets what is older than its places, and stays within its height', () => {
    expect(stripShape([1, 2, 130, -4], 2, 10, 10).line).toBe('M0,0L10,10');
  });
});

describe('gridFor', () => {
  it.each([
    [2, 280, 160, { columns: 1, rows: 2 }],
    [32, 280, 160, { columns: 5, rows: 7 }],
    [0, 280, 160, { columns: 1, rows: 1 }],
  ])('sets %d cells into %d × %d', (count, width, height, grid) => {
    expect(gridFor(count, width, height, 2.4)).toEqual(grid);
  });

  it('has a place for every cell', () => {
    for (let count = 1; count <= 256; count++) {
      const { columns, rows } = gridFor(count, 300, 140, 2.4);
      expect(columns * rows).toBeGreaterThanOrEqual(count);
      expect((rows - 1) * columns).toBeLessThan(count);
    }
  });
});
