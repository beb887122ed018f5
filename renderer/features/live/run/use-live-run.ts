import { createContext, use, useSyncExternalStore } from 'react';
import { NOTHING_FOLLOWED, type Followed } from './followed.ts';
import type { LiveRun } from './live-run.ts';

const LiveRunContext = createContext<LiveRun | null>(null);
export const LiveRunProvider = LiveRunContext.Provider;

const never = () => () => undefined;

export function useLiveRun(): Followed {
  const run = use(LiveRunContext);
  return useSyncExternalStore(run?.subscribe ?? never, run?.get ?? (() => NOTHING_FOLLOWED));
}
