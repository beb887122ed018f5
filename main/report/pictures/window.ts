import { Window } from 'happy-dom';

/** What React and recharts look for in a browser. */
const GLOBALS = [
  'document',
  'navigator',
  'Node',
  'Element',
  'HTMLElement',
  'HTMLIFrameElement',
  'SVGElement',
  'MutationObserver',
  'ResizeObserver',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'getComputedStyle',
] as const;

/**
 * Puts a window into this thread's globals, for good: only for a thread that does nothing else. It must be called before
 * React is loaded, which looks once whether there is a DOM.
 */
export function installWindow(): void {
  const window = new Window({ url: 'about:blank' });
  for (const name of GLOBALS) {
    const value = (window as unknown as Record<string, unknown>)[name];
    // The window's own functions need it as their `this`; its classes do not.
    const bound: unknown = typeof value === 'function' && /^[a-z]/u.test(name) ? value.bind(window) : value;
    Object.defineProperty(globalThis, name, { value: bound, configurable: true, writable: true });
  }
  Object.defineProperty(globalThis, 'window', { value: globalThis, configurable: true, writable: true });
}
