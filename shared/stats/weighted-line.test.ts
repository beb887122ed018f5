import { describe, expect, it } from 'vitest';
import { weightedLine } from './weighted-line.ts';

// R: x<-c(0,1,2,3,4,6); y<-c(2.1,13.4,24.2,36.1,46.9,70.4); w<-c(4,2,1,3,1,0.5); m<-lm(y~x,weights=w); confint(m)
const X = [0, 1, 2, 3, 4, 6];
const Y = [2.1, 13.4, 24.2, 36.1, 46.9, 70.4];
const W = [4, 2, 1, 3, 1, 0.5];
const SEVEN = { mean: 81.23630229419703, error: 0.3603882803964812 };

describe('weightedLine', () => {
  it('agrees with R’s lm', () => {
    const points = X.map((x, i) => ({ x, y: Y[i]!, weight: W[i]! }));
    const { slope, intercept, freedom, at } = weightedLine(points);
    // R: predict(m, data.frame(x=7), se.fit=TRUE)
    expect(at(7)).toEqual({ mean: expect.closeTo(SEVEN.mean, 10), error: expect.closeTo(SEVEN.error, 10) });
    expect(freedom).toBe(4);
    expect(slope.mean).toBeCloseTo(11.312685560053982, 12);
    expect(slope.low).toBeCloseTo(11.131441133790807, 11);
    expect(slope.high).toBeCloseTo(11.493929986317157, 11);
    expect(intercept.mean).toBeCloseTo(2.047503373819156, 12);
    expect(intercept.low).toBeCloseTo(1.610028473426268, 11);
    expect(intercept.high).toBeCloseTo(2.484978274212045, 11);
  });
  it('claims no interval from two points', () => {
    const line = weightedLine([
      { x: 0, y: 1, weight: 1 },
      { x: 2, y: 5, weight: 9 },
    ]);
    expect(line.slope).toEqual({ mean: 2, low: null, high: null });
    expect(line.intercept.mean).toBeCloseTo(1, 12);
  });
  it.each([
    ['one point', [{ x: 1, y: 1, weight: 1 }]],
    ['one x', [1, 2].map((y) => ({ x: 1, y, weight: 1 }))],
    ['a weight of 0', [0, 1].map((x) => ({ x, y: 1, weight: 0 }))],
  ])('throws for %s', (_, points) => {
    expect(() => weightedLine(points)).toThrow(RangeError);
  });
});
