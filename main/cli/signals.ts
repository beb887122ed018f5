import type { ProbeSession } from '../engine/probe-session.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Ends the run on Ctrl+C, a closed terminal or a kill: everything launched is stopped, what was measured is saved.
 * A further signal ends the grace: what still runs is forced. The stopping itself is bounded and never left half done.
 * @param onEnding called once, when the first signal comes
 * @param by whose wish that is: a recording that somebody ends is whole, a probe is not
 * @returns lets go of the signals
 */
export function endOnSignals(
  session: ProbeSession,
  onEnding: () => void,
  by: 'interrupted' | 'operator' = 'interrupted',
): () => void {
  let ending = false;
  const end = () => {
    if (ending) {
      session.hurry();
      return;
    }
    ending = true;
    onEnding();
    // The outcome is awaited by who started the session.
    session.end({ by }).catch(() => undefined);
  };
  for (const signal of SIGNALS) process.on(signal, end);
  return () => {
    // Whoever has asked for the end and asks again must not cut off the verdict and the report.
    if (ending) return;
    for (const signal of SIGNALS) process.off(signal, end);
  };
}

/** Resolves when somebody wants the program to end; further signals change nothing, since the ending is bounded. */
export function nextSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS)
      process.on(signal, () => {
        resolve();
      });
  });
}
