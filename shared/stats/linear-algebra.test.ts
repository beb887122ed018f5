import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cholesky, forward, solve } from './linear-algebra.ts';

// Oracle: NumPy 2.4, numpy.linalg.cholesky, solve and slogdet of the same matrix.
const MATRIX = [4, 1, 0.5, 1, 3, 0.2, 0.5, 0.2, 2];

describe('the Cholesky factor', () => {
  it('agrees with NumPy', () => {
    const { lower, logDeterminant } = cholesky(MATRIX, 3);
    const expected = [2, 0, 0, 0.5, 1.6583123951777, 0, 0.25, 0.04522670168666455, 1.391206147720224];
    for (const [i, value] of expected.entries()) expect(lower[i]).toBeCloseTo(value, 12);
    expect(logDeterminant).toBeCloseTo(3.0582374789053883, 12);
  });

  it('solves as NumPy does', () => {
    const x = solve(cholesky(MATRIX, 3), [1, 2, 3]);
    const expected = [-0.08172851103804601, 0.596524189760451, 1.4607797087834662];
    for (const [i, value] of expected.entries()) expect(x[i]).toBeCloseTo(value, 12);
  });

  it('refuses what is not positive definite', () => {
    expect(() => cholesky([1, 2, 2, 1], 2)).toThrow(RangeError);
  });

  it('solves every system that it factors, and its forward step measures by the inverse', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 12, maxLength: 12 }),
        (entries) => {
          const [columns, right] = [entries.slice(0, 9), entries.slice(9)];
          // B·Bᵀ plus a ridge is positive definite whatever B is.
          const at = (i: number, j: number) =>
            [0, 1, 2].reduce((sum, k) => sum + (columns[3 * i + k] ?? 0) * (columns[3 * j + k] ?? 0), 0) +
            (i === j ? 1 : 0);
          const matrix = [0, 1, 2].flatMap((i) => [0, 1, 2].map((j) => at(i, j)));
          const factor = cholesky(matrix, 3);
          const x = solve(factor, right);
          for (const i of [0, 1, 2]) {
            const product = [0, 1, 2].reduce((sum, j) => sum + at(i, j) * (x[j] ?? 0), 0);
            expect(product).toBeCloseTo(right[i] ?? 0, 6);
          }
          const squared = forward(factor, right).reduce((sum, z) => sum + z * z, 0);
          const direct = right.reduce((sum, value, i) => sum + value * (x[i] ?? 0), 0);
          expect(squared).toBeCloseTo(direct, 6);
        },
      ),
    );
  });
});
