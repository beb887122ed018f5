import { useSyncExternalStore } from 'react';

export const SCREENS = ['plan', 'live', 'runs', 'result', 'compare', 'planner', 'settings'] as const;
export type ScreenName = (typeof SCREENS)[number];

export interface Route {
  readonly screen: ScreenName;
  /** The run of a result, or the one that somebody plans with; of a comparison its runs, with commas between them. */
  readonly run: string | null;
}

/** `#/live`, `#/result/01J…`; anything else is the screen of the run in progress. */
export function routeOf(hash: string): Route {
  const [, screen, run] = /^#\/([a-z]+)(?:\/(.+))?$/u.exec(hash) ?? [];
  const known = SCREENS.find((name) => name === screen);
  return known === 'result' || known === 'compare' || known === 'planner'
    ? { screen: known, run: run === undefined ? null : decodeURIComponent(run) }
    : { screen: known ?? 'live', run: null };
}

export function hashOf(screen: ScreenName, run: string | null = null): string {
  return run === null ? `#/${screen}` : `#/${screen}/${encodeURIComponent(run)}`;
}

export function goTo(screen: ScreenName, run: string | null = null): void {
  window.location.hash = hashOf(screen, run);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => {
    window.removeEventListener('hashchange', listener);
  };
}

/** The address is the state: a reload, a link and the back button all lead to the same screen. */
export function useRoute(): Route {
  return routeOf(useSyncExternalStore(subscribe, () => window.location.hash));
}
