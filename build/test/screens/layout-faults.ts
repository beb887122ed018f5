import type { Page } from 'playwright-core';

/** What is cut off, sticks out of the page or stands on something else, each named by its text; none on a good screen. */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const { documentElement: root } = document;
    if (root.scrollWidth > root.clientWidth + 1) faults.push('the page is wider than its window');

    interface Piece {
      readonly text: string;
      readonly node: Element;
      readonly box: DOMRect;
    }
    const scrolls = (value: string) => value === 'auto' || value === 'scroll';
    /** What is seen of a box; null where an ancestor scrolled or cut it away. */
    const seen = (node: Element, box: DOMRect): { box: DOMRect; cut: boolean } | null => {
      let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom];
      let cut = false;
      for (let at: Element | null = node; at && at !== root; at = at.parentElement) {
        const style = getComputedStyle(at);
        if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
        if (at instanceof SVGElement && at.tagName !== 'svg') continue;
        const frame = at.getBoundingClientRect();
        const hides = !scrolls(style.overflowX) && !scrolls(style.overflowY);
        if (
          hides &&
          (left < frame.left - 1 ||
            right > frame.right + 1 ||
            top < frame.top - 1 ||
            bottom > frame.bottom + 1)
        )
          cut = true;
        [left, top] = [Math.max(left, frame.left), Math.max(top, frame.top)];
        [right, bottom] = [Math.min(right, frame.right), Math.min(bottom, frame.bottom)];
        if (right <= left || bottom <= top) return cut ? { box, cut } : null;
      }
      return { box: new DOMRect(left, top, right - left, bottom - top), cut };
    };

    const pieces: Piece[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const node = text.parentElement;
      const words = text.textContent?.trim() ?? '';
      if (!node || words === '' || node.closest('.unseen, .skip, script, option, title, desc')) continue;
      if (!node.checkVisibility()) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      for (const box of range.getClientRects()) {
        if (box.width < 1) continue;
        // A line's box is higher than its letters, by far where lines stand close.
        const height = Math.min(box.height, 0.74 * Number.parseFloat(getComputedStyle(node).fontSize));
        const letters = new DOMRect(box.left, box.top + (box.height - height) / 2, box.width, height);
        const found = seen(node, letters);
        if (found?.cut) faults.push(`cut off: ${words.slice(0, 50)}`);
        else if (found) pieces.push({ text: words, node, box: found.box });
      }
    }
    for (const [place, one] of pieces.entries()) {
      for (const other of pieces.slice(place + 1)) {
        const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (width > 2 && height > 4) faults.push(`on one another: ${one.text} | ${other.text}`);
      }
    }
    for (const svg of document.querySelectorAll('main svg')) {
      const frame = svg.getBoundingClientRect();
      for (const text of svg.querySelectorAll('text')) {
        const box = text.getBoundingClientRect();
        if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1)
          faults.push(`outside its picture: ${text.textContent}`);
      }
    }
    return [...new Set(faults)];
  });
}
