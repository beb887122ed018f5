import type { ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

/** The markup of an element, mounted as in a browser: for tests whose environment is happy-dom. */
export function mounted(element: ReactElement): string {
  const place = document.createElement('div');
  document.body.append(place);
  const root = createRoot(place);
  flushSync(() => {
    root.render(element);
  });
  const markup = place.innerHTML;
  root.unmount();
  place.remove();
  return markup;
}
