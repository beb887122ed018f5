import { describe, expect, it } from 'vitest';
import { grownPieces } from './pieces.ts';
import { plotScale } from './plot-scale.ts';
import { readingShape } from './reading-shape.ts';

/** A hundred pixels wide and high, from 0 to 100 s and %. */
const SCALE = plotScale({ left: 10, right: 110, top: 20, bottom: 120 }, [0, 100], [0, 100]);

describe('a line of readings', () => {
  it('stands where its readings do', () => {
    expect(readingShape({ times: [0, 50, 100], values: [0, 50, 100] }, SCALE)).toEqual({
      paths: ['M10,120L60,70L110,20'],
      dots: [],
      dense: false,
    });
  });

  it('breaks where there was none, and shows one between two gaps as a dot', () => {
    const values = [0, 10, null, 20, null, 30, 40.05];
    expect(readingShape({ times: [0, 1, 2, 3, 4, 5, 6], values }, SCALE)).toMatchObject({
      paths: ['M10,120L11,110M15,90L16,80'],
      dots: [{ x: 13, y: 100 }],
    });
  });

  it('leaves out what lies in the midst of a level stretch, never its ends', () => {
    const values = [5, 5, 5, 5, 9, 9, null, 9, 9];
    expect(readingShape({ times: [0, 1, 2, 3, 4, 5, 6, 7, 8], values }, SCALE).paths).toEqual([
      'M10,115L13,115L14,111L15,111M17,111L18,111',
    ]);
  });

  it('knows where it fills an area, and keeps every peak there', () => {
    const times = Array.from({ length: 200 }, (_, place) => place / 2);
    const values = times.map((_, place) => (place === 77 ? 99 : place % 2 === 0 ? 10 : 30));
    const { dense, paths } = readingShape({ times, values }, SCALE);
    expect(dense).toBe(true);
    expect(paths[0]).toContain('L49,21');
  });

  it('comes in pieces that do not change when it goes on', () => {
    const wide = plotScale({ left: 10, right: 522, top: 0, bottom: 100 }, [0, 512], [0, 100]);
    const times = Array.from({ length: 400 }, (_, place) => place);
    const values = times.map((t) => (t > 140 && t < 300 ? 20 : t % 10));
    const [before, after] = [300, 400].map(
      (count) =>
        readingShape({ times: times.slice(0, count), values: values.slice(0, count) }, wide, true).paths,
    );
    expect(before).toHaveLength(3);
    expect(after?.slice(0, 2)).toEqual(before?.slice(0, 2));
    // Each goes on where the one before it ends, level stretches too.
    expect(after?.map((path) => /^M(\d+)/u.exec(path)?.[1])).toEqual(['10', '138', '266', '394']);
    expect(after?.map((path) => /L(\d+),\d+$/u.exec(path)?.[1])).toEqual(['138', '266', '394', '409']);
  });

  it('leaves pieces without a reading empty', () => {
    const wide = plotScale({ left: 0, right: 512, top: 0, bottom: 100 }, [0, 512], [0, 100]);
    const shape = readingShape({ times: [1, 2, 3, 390, 400], values: [1, 2, null, 4, 5] }, wide, true);
    expect(shape.paths).toEqual(['M1,99L2,98', '', '', 'M390,96L400,95']);
  });

  it('is nothing where nothing was read', () => {
    expect(readingShape({ times: [1, 2], values: [null, null] }, SCALE)).toEqual({
      paths: [''],
      dots: [],
      dense: false,
    });
  });
});

describe('a plot', () => {
  it('keeps what lies beyond its domain on its edge, and room for points at its ends', () => {
    const scale = plotScale({ left: 0, right: 100, top: 0, bottom: 50 }, [0, 8], [0, 100], 10);
    expect([scale.x(-3), scale.x(0), scale.x(4), scale.x(8), scale.x(99)]).toEqual([0, 10, 50, 90, 100]);
    expect([scale.y(-1), scale.y(0), scale.y(100), scale.y(140)]).toEqual([50, 50, 0, 0]);
  });

  it('without any length lies at its beginning', () => {
    const scale = plotScale({ left: 5, right: 9, top: 0, bottom: 1 }, [3, 3], [0, 1]);
    expect(scale.x(3)).toBe(5);
  });
});

it('cuts a stretch that grows into what is done and what is not', () => {
  expect(grownPieces(20, 300, 40)).toEqual([
    [20, 296],
    [296, 300],
  ]);
  expect(grownPieces(297, 300, 40)).toEqual([[297, 300]]);
  expect(grownPieces(50, 168, 40)).toEqual([[50, 168]]);
});
