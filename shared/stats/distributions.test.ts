import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile, studentCdf, studentQuantile } from './distributions.ts';
import { incompleteBeta, logGamma } from './special-functions.ts';

/** Agreement with the oracle, relative where the value is not tiny. */
function expectClose(value: number, oracle: number, digits = 1e-12): void {
  expect(Math.abs(value - oracle)).toBeLessThan(digits * Math.max(1, Math.abs(oracle)));
}

// Every oracle: R 4.2, options(digits=16).
describe('the normal distribution', () => {
  it.each([
    [-9, 1.128588405953841e-19],
    [-3.2, 0.0006871379379158481],
    [-0.4, 0.3445782583896758],
    [0, 0.5],
    [1, 0.8413447460685429],
    [2.5, 0.9937903346742238],
    [3.9, 0.9999519036559824],
    [6, 0.9999999990134123],
  ])('has pnorm(%d)', (z, oracle) => {
    expectClose(normalCdf(z), oracle, 1e-14);
  });
  it('keeps relative precision in the far tail', () => {
    expect(normalCdf(-9) / 1.128588405953841e-19).toBeCloseTo(1, 10);
  });
  it.each([
    [1e-10, -6.361340902404056],
    [0.025, -1.959963984540054],
    [0.3, -0.5244005127080407],
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.9999, 3.719016485455708],
  ])('has qnorm(%d)', (p, oracle) => {
    expectClose(normalQuantile(p), oracle);
  });
});

describe('Student’s distribution', () => {
  it.each([
    [-4, 1, 0.07797913037736932],
    [-0.3, 2.5, 0.3936711857475986],
    [0.7, 4, 0.7387499172032748],
    [2.2, 19, 0.9798094491769129],
    [12, 200, 1],
    [Number.NEGATIVE_INFINITY, 3, 0],
  ])('has pt(%d, %d)', (t, freedom, oracle) => {
    expectClose(studentCdf(t, freedom), oracle);
  });
  it.each([
    [0.975, 1, 12.70620473617469],
    [0.975, 4, 2.776445105197793],
    [0.995, 9, 3.249835541592125],
    [0.05, 3.3, -2.268654566755465],
    [0.6, 120, 0.2539095232149285],
  ])('has qt(%d, %d)', (p, freedom, oracle) => {
    expectClose(studentQuantile(p, freedom), oracle);
    expectClose(studentQuantile(p, freedom), oracle);
  });
});

describe('the functions behind them', () => {
  it.each([
    [0.1, 2.252712651734206],
    [0.5, 0.5723649429247001],
    [1, 0],
    [3.7, 1.428072326665388],
    [42, 114.0342117814617],
    [171.5, 709.1431630309283],
  ])('have lgamma(%d)', (x, oracle) => {
    expectClose(logGamma(x), oracle, 1e-13);
  });
  it.each([
    [0.01, 0.5, 0.5, 0.06376856085851984],
    [0.3, 2, 3, 0.3482999999999999],
    [0.5, 10, 10, 0.5000000000000001],
    [0.99, 40, 0.7, 0.5046657550062015],
    [0, 1, 1, 0],
    [1, 1, 1, 1],
  ])('have pbeta(%d, %d, %d)', (x, a, b, oracle) => {
    expectClose(incompleteBeta(x, a, b), oracle);
  });
});

it.each([
  () => normalCdf(Number.NaN),
  () => normalQuantile(0),
  () => normalQuantile(1),
  () => studentQuantile(0.5, 0),
  () => studentCdf(1, -1),
  () => logGamma(0),
  () => incompleteBeta(1.1, 1, 1),
])('what has no answer throws: %s', (call) => {
  expect(call).toThrow(RangeError);
});
