import { createHash } from 'node:crypto';
import { withFileLocksLimit } from '../os/linux/libc.ts';

/*
 * The tag that no program takes off: its limit on file locks. Linux has not enforced that limit since 2.4.25, hands it to
 * every child whatever session, parent or environment that one has, and shows it to everyone in /proc/PID/limits. A value
 * that stands for a run and an instance therefore changes nothing for a program and names it and all it starts.
 */

/** Numbers of instances beyond that are not told apart, and none are that many. */
const INSTANCES = 2 ** 16;
/** Below what counts as "unlimited" anywhere. */
const RUN_BYTES = 5;

function ofRun(run: string): number {
  return createHash('sha256').update(run).digest().readUIntBE(0, RUN_BYTES);
}

/** The value that an instance's processes carry. */
export function limitTag(run: string, instance: number): bigint {
  return BigInt(ofRun(run)) * BigInt(INSTANCES) + BigInt(instance % INSTANCES);
}

/** Whose a process is that carries this value; null where it is none of that run's. */
export function instanceOfLimit(run: string, limit: bigint | null): number | null {
  if (limit === null || limit / BigInt(INSTANCES) !== BigInt(ofRun(run))) return null;
  return Number(limit % BigInt(INSTANCES));
}

/** Does something that starts processes, so that they are an instance's from their first moment on. */
export function startTagged<T>(run: string, instance: number, start: () => T): T {
  return withFileLocksLimit(limitTag(run, instance), start);
}
