/** Pages that went between RAM and swap since the box started. */
export interface SwapPages {
  readonly in: number;
  readonly out: number;
}

/** Reads `/proc/vmstat`. @returns null where the text is no such file */
export function parseSwapPages(text: string): SwapPages | null {
  const count = (name: string): number | null => {
    const found = new RegExp(`^${name} (\\d+)$`, 'mu').exec(text);
    return found ? Number(found[1]) : null;
  };
  const [pagesIn, pagesOut] = [count('pswpin'), count('pswpout')];
  return pagesIn === null || pagesOut === null ? null : { in: pagesIn, out: pagesOut };
}
