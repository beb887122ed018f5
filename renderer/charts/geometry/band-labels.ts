export interface BandLabel {
  readonly n: number;
  /** Where the label's middle would stand, and how wide it is, in pixels. */
  readonly middle: number;
  readonly width: number;
}

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const APART = 4;

function collide(labels: readonly BandLabel[]): boolean {
  return labels.some((label, place) => {
    const before = labels[place - 1];
    return (
      before !== undefined && label.middle - label.width / 2 - (before.middle + before.width / 2) < APART
    );
  });
}

/**
 * The labels that have room beside one another: all of them, else every second n, every fifth, …
 * @param labels from left to right
 */
export function shownLabels<Label extends BandLabel>(labels: readonly Label[]): readonly Label[] {
  for (const step of STEPS) {
    const shown = labels.filter(({ n }) => n % step === 0);
    if (!collide(shown)) return shown;
  }
  return [];
}
