const KEY = 'kneescope.removed';

/** What was removed last, so that whoever leaves the screen and comes back can still undo it. */
export function keptRemoved(): readonly string[] {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as unknown;
    if (Array.isArray(kept)) return kept.filter((run) => typeof run === 'string');
  } catch {
    // What cannot be read is no longer known.
  }
  return [];
}

export function keepRemoved(runs: readonly string[]): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(runs));
  } catch {
    // Then it can be undone as long as the screen is open.
  }
}
