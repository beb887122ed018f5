import { readFileSync, writeFileSync } from 'node:fs';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowPlace {
  readonly bounds: Rectangle;
  readonly maximized: boolean;
}

export const SMALLEST = { width: 900, height: 600 } as const;
const USUAL = { width: 1280, height: 860 } as const;
/** So much of a window must be on a screen for it to be grasped. */
const GRASP = 80;

/** The place of last time, as it was written. Null where there is none, or nothing that makes sense. */
export function readPlace(file: string): WindowPlace | null {
  try {
    const { bounds, maximized } = JSON.parse(readFileSync(file, 'utf8')) as Partial<WindowPlace>;
    const { x, y, width, height } = bounds ?? {};
    if (![x, y, width, height].every(Number.isInteger)) return null;
    return { bounds: { x, y, width, height } as Rectangle, maximized: maximized === true };
  } catch {
    return null;
  }
}

/** Where it cannot be written the window opens at its usual place next time. */
export function writePlace(file: string, place: WindowPlace): void {
  try {
    writeFileSync(file, JSON.stringify(place));
  } catch {
    return;
  }
}

/**
 * Where the window opens: at its place of last time where that is still on a screen, else at its usual size, which the
 * system puts where it likes.
 * @param screens what can be seen, in the same coordinates
 */
export function placeOn(
  place: WindowPlace | null,
  screens: readonly Rectangle[],
): Partial<Rectangle> & { readonly width: number; readonly height: number } {
  if (!place) return USUAL;
  const { bounds } = place;
  const seen = screens.some((screen) => {
    const across = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
    // The bar by which it is moved is at its upper edge.
    return across >= GRASP && bounds.y >= screen.y && bounds.y <= screen.y + screen.height - GRASP;
  });
  const size = {
    width: Math.max(SMALLEST.width, bounds.width),
    height: Math.max(SMALLEST.height, bounds.height),
  };
  return seen ? { x: bounds.x, y: bounds.y, ...size } : USUAL;
}
