/** Rows that are drawn beyond what is seen, so that neither a quick scroll nor the Tab key comes to an empty place. */
const BEYOND = 12;

/** Of how many rows of a height those that are drawn, first included and last not, for a place of scrolling. */
export function visibleRows(
  count: number,
  rowHeight: number,
  top: number,
  height: number,
): { readonly first: number; readonly last: number } {
  const first = Math.max(0, Math.min(count, Math.floor(top / rowHeight) - BEYOND));
  const last = Math.min(count, Math.ceil((top + height) / rowHeight) + BEYOND);
  return { first, last: Math.max(first, last) };
}
