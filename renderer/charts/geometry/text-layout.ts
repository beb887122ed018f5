/** Widths in em of a system's sans-serif, rounded up: a text may have room to spare but never too little. */
const EM = { wide: 1, capital: 0.75, digit: 0.62, letter: 0.6, narrow: 0.36 };

/**
 * About how wide a text is. Estimated, because reports have no DOM to measure in; the same estimate everywhere
 * keeps every picture the same.
 * @param fontSize pixels
 * @returns pixels
 */
export function textWidth(text: string, fontSize: number): number {
  let em = 0;
  for (const sign of text) {
    if (/[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]/u.test(sign))
      em += EM.wide;
    else if (/[ .,:;'|!()[\]ijlft/-]/u.test(sign)) em += EM.narrow;
    else if (/\d/u.test(sign)) em += EM.digit;
    else if (/[A-Z%mwMW@]/u.test(sign)) em += EM.capital;
    else em += EM.letter;
  }
  return em * fontSize;
}

export interface RowPlace {
  readonly x: number;
  readonly row: number;
}

/**
 * Sets things of these widths in rows, as words are set in lines.
 * @param available pixels in a row; a thing wider than that has a row of its own
 */
export function setInRows(widths: readonly number[], available: number, gap: number): RowPlace[] {
  let x = 0;
  let row = 0;
  return widths.map((width) => {
    if (x > 0 && x + width > available) {
      x = 0;
      row += 1;
    }
    const place = { x, row };
    x += width + gap;
    return place;
  });
}

/**
 * Moves labels apart that would stand on one another: in their order, at least `apart`, none below `least`.
 * @param positions pixels, any order
 * @returns the moved positions, in the order given
 */
export function keptApart(positions: readonly number[], apart: number, least: number): number[] {
  const order = positions
    .map((position, index) => ({ position, index }))
    .toSorted((a, b) => b.position - a.position);
  const moved = new Array<number>(positions.length).fill(0);
  let above = Number.POSITIVE_INFINITY;
  for (const { position, index } of order) {
    above = Math.min(position, above - apart);
    moved[index] = above;
  }
  const overshoot = Math.max(0, least - Math.min(Number.POSITIVE_INFINITY, ...moved));
  return moved.map((position) => position + overshoot);
}
