import type { ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

/** What there is of a DOM here; the types of a browser are not for the engine's side. */
interface Place {
  readonly innerHTML: string;
}
declare const document: { createElement(name: string): Place & Parameters<typeof createRoot>[0] };

/** The markup of an element that was mounted, laid out and taken down again. */
export function mounted(element: ReactElement): string {
  const place = document.createElement('div');
  const root = createRoot(place);
  flushSync(() => {
    root.render(element);
  });
  const markup = place.innerHTML;
  root.unmount();
  return markup;
}
