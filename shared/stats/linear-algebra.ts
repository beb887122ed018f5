/** A symmetric positive definite matrix, row by row, factored as L·Lᵀ. */
export interface Cholesky {
  readonly size: number;
  /** Lower triangle, row by row; the rest is 0. */
  readonly lower: readonly number[];
  /** Natural logarithm of the determinant. */
  readonly logDeterminant: number;
}

/** So many zeros, as an array of doubles from the start. */
export function zeros(count: number): number[] {
  const values: number[] = [];
  for (let i = 0; i < count; i++) values.push(0);
  return values;
}

/**
 * Cholesky factor of a symmetric positive definite matrix (Golub & Van Loan, 4.2.5). O(n³ ÷ 6).
 * @param matrix row by row, size × size; only its lower triangle is read
 * @throws RangeError where it is not positive definite
 */
export function cholesky(matrix: ArrayLike<number>, size: number): Cholesky {
  // Plain arrays: what is small and short-lived is made faster on the heap than typed arrays beside it.
  const lower = zeros(size * size);
  let logDeterminant = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j] ?? Number.NaN;
      for (let k = 0; k < j; k++) sum -= (lower[i * size + k] ?? 0) * (lower[j * size + k] ?? 0);
      if (i === j) {
        if (!(sum > 0)) throw new RangeError(`the matrix is not positive definite at ${i}`);
        lower[i * size + i] = Math.sqrt(sum);
        logDeterminant += Math.log(sum);
      } else lower[i * size + j] = sum / (lower[j * size + j] ?? 1);
    }
  }
  return { size, lower, logDeterminant };
}

/** x of A·x = b. O(n²). */
export function solve({ size, lower }: Cholesky, right: ArrayLike<number>): number[] {
  const x = forward({ size, lower }, right);
  for (let i = size - 1; i >= 0; i--) {
    let sum = x[i] ?? 0;
    for (let k = i + 1; k < size; k++) sum -= (lower[k * size + i] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (lower[i * size + i] ?? 1);
  }
  return x;
}

/** z of L·z = b; its squared length is bᵀ·A⁻¹·b. O(n²). */
export function forward(
  { size, lower }: Pick<Cholesky, 'size' | 'lower'>,
  right: ArrayLike<number>,
): number[] {
  const z = zeros(size);
  for (let i = 0; i < size; i++) {
    let sum = right[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (lower[i * size + k] ?? 0) * (z[k] ?? 0);
    z[i] = sum / (lower[i * size + i] ?? 1);
  }
  return z;
}
