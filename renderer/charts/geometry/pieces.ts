/**
 * Pixels of a piece. A picture that grows at its right end is made of marks that are done and one that still grows: a browser draws anew all
 * that a changed mark covers, and that is a narrow strip then and not the whole plot.
 */
export const PIECE = 128;

/** In which piece of a plot a pixel lies. */
export function pieceOf(x: number, origin: number): number {
  return Math.floor((x - origin) / PIECE);
}

/** A stretch that grows to the right, as what is done of it and what still grows. @param origin the plot's left side */
export function grownPieces(left: number, right: number, origin: number): (readonly [number, number])[] {
  const cut = origin + pieceOf(right, origin) * PIECE;
  return cut > left && cut < right
    ? [
        [left, cut],
        [cut, right],
      ]
    : [[left, right]];
}
