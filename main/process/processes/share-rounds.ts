/**
 * Makes many who ask share the work: whoever asks while a round is under way shares the next one, because the one
 * under way may have begun too early for them.
 * @param round the work; `thorough` where at least one of those who share it asked for that
 */
export function shareRounds(
  round: (thorough: boolean) => Promise<void>,
): (thorough: boolean) => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  let nextThorough = false;

  const start = (thorough: boolean): Promise<void> => {
    const done = round(thorough).finally(() => {
      running = next;
    });
    running = done;
    return done;
  };
  const startNext = (): Promise<void> => {
    const thorough = nextThorough;
    [next, nextThorough] = [null, false];
    return start(thorough);
  };
  return (thorough) => {
    if (running === null) return start(thorough);
    nextThorough ||= thorough;
    next ??= running.then(startNext, startNext);
    return next;
  };
}
