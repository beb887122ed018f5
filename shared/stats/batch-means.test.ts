import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchMeans } from './batch-means.ts';

// R: set.seed(7); x <- round(50+5*rnorm(100),3)
const INDEPENDENT = [
  61.436, 44.016, 46.529, 47.939, 45.147, 45.264, 53.741, 49.415, 50.763, 60.95, 51.785, 63.584, 61.407,
  51.62, 59.48, 52.338, 45.531, 48.463, 49.976, 54.941, 54.199, 53.527, 56.53, 43.06, 56.365, 50.921, 53.761,
  52.959, 45.085, 48.62, 45.646, 53.594, 50.553, 49.608, 47.898, 47.189, 54.988, 44.474, 49.289, 51.575,
  56.093, 46.503, 48.573, 43.442, 48.045, 47.992, 56.753, 52.956, 50.503, 54.655, 48.686, 49.962, 51.836,
  58.536, 53.619, 52.405, 42.161, 51.591, 50.83, 45.5, 50.382, 50.796, 52.718, 53.524, 51.595, 55.546, 53.846,
  55.767, 56.303, 53.503, 52.163, 45.387, 46.922, 45.667, 41.802, 43.371, 45.555, 47.212, 49.688, 62.113,
  51.713, 50.021, 50.146, 48.033, 46.036, 48.441, 48.27, 48.477, 41.071, 52.936, 58.179, 46.773, 53.095,
  51.182, 54.233, 47.132, 55.59, 42.3, 47.809, 49.247,
];
// R: set.seed(3); y <- round(as.numeric(arima.sim(list(ar=0.95),100))*3+40,3)
const CORRELATED = [
  42.875, 42.581, 37.966, 39.171, 40.764, 39.273, 41.334, 38.98, 40.189, 38.187, 33.105, 36.919, 39.153,
  39.625, 44.122, 39.02, 39.452, 32.269, 36.987, 34.501, 30.857, 28.682, 25.755, 20.52, 18.524, 19.143,
  22.923, 25, 22.024, 20.994, 27.735, 29.579, 26.226, 34.82, 36.54, 39.275, 42.577, 43.126, 43.174, 40.061,
  36.125, 43.711, 41.529, 44.191, 46.876, 51.356, 56.295, 57.587, 60.361, 55.972, 57.179, 59.969, 59.674,
  57.434, 57.277, 54.762, 52.522, 55.387, 61.085, 54.903, 49.355, 45.772, 46.453, 43.463, 44.471, 44.957,
  43.418, 41.603, 37.556, 39.725, 46.227, 44.666, 40.36, 38.329, 40.362, 42.658, 50.555, 45.915, 45.792,
  44.911, 40.881, 38.85, 34.91, 35.997, 39.453, 34.553, 33.453, 38.164, 33.238, 38.26, 33.867, 30.626, 30.025,
  27.777, 30.936, 29.921, 32.609, 31.12, 32.596, 38.407,
];

describe('batchMeans', () => {
  it('agrees with R where twenty batches are independent: t.test(colMeans(matrix(x, 5)))', () => {
    const result = batchMeans(INDEPENDENT);
    expect(result.mean).toBeCloseTo(50.69351, 10);
    expect(result.low).toBeCloseTo(49.44641850127245, 10);
    expect(result.high).toBeCloseTo(51.94060149872753, 10);
    expect(result.error).toBeCloseTo(0.5958323776073798, 10);
    expect(result.freedom).toBe(19);
  });

  it('takes longer batches until they are no longer correlated, and agrees with R on those eight', () => {
    // R: k <- 8; b <- sapply(0:(k-1), function(i) mean(y[(floor(i*100/k)+1):floor((i+1)*100/k)])); t.test(b)
    const result = batchMeans(CORRELATED);
    expect(result.freedom).toBe(7);
    expect(result.low).toBeCloseTo(32.74888871284359, 9);
    expect(result.high).toBeCloseTo(47.25899128715641, 9);
  });

  it('is a point for a flat series', () => {
    expect(batchMeans(new Array<number>(30).fill(7))).toMatchObject({ mean: 7, low: 7, high: 7, error: 0 });
  });

  it('answers alike when the series is moved and stretched', () => {
    const series = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 5, maxLength: 60 });
    fc.assert(
      fc.property(series, fc.double({ min: -50, max: 50, noNaN: true }), (values, shift) => {
        const plain = batchMeans(values);
        const moved = batchMeans(values.map((value) => value + shift));
        expect(moved.mean - shift).toBeCloseTo(plain.mean, 6);
        expect(plain.low).toBeLessThanOrEqual(plain.mean);
        expect(plain.high).toBeGreaterThanOrEqual(plain.mean);
      }),
    );
  });

  it('throws on what it cannot answer', () => {
    expect(() => batchMeans([1, 2, 3, 4])).toThrow(RangeError);
    expect(() => batchMeans([1, 2, 3, 4, Number.NaN])).toThrow(/NaN/u);
  });
});
