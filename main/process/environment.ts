/** Every process of a run carries these two in its environment, and hands them on to what it starts. */
export const RUN_TAG = 'KNEESCOPE_RUN';
export const INSTANCE_TAG = 'KNEESCOPE_INSTANCE';

/**
 * Everything that this process starts carries it. A child of ours without it was not started by us: it is an orphan that
 * has wiped its environment.
 */
export const ENGINE_MARK = 'KNEESCOPE_ENGINE';

/** The environment of an instance: ours, then the plan's, then the tags, which nobody may take away. */
export function instanceEnvironment(
  own: NodeJS.ProcessEnv,
  added: Readonly<Record<string, string>>,
  run: string,
  instance: number,
): Record<string, string> {
  const inherited = Object.entries(own).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    ...Object.fromEntries(inherited),
    ...added,
    [RUN_TAG]: run,
    [INSTANCE_TAG]: String(instance),
  };
}
