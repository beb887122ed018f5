import { useCallback, useState } from 'react';

export interface Size {
  /** CSS pixels, whole. */
  readonly width: number;
  readonly height: number;
}

/** The room that an element has; null until it is on the page. What it holds must not decide it. */
export function useSize(): [(element: HTMLElement | null) => (() => void) | undefined, Size | null] {
  const [size, setSize] = useState<Size | null>(null);
  const watch = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      const next = { width: Math.floor(width), height: Math.floor(height) };
      setSize((before) => (before?.width === next.width && before.height === next.height ? before : next));
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [watch, size];
}
