import { readFileSync } from 'node:fs';

/**
 * The start of a process as the kernel tells it (field 22 of /proc/PID/stat, clock ticks since boot). With the pid it
 * names one process for ever, since a pid alone is used again.
 */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything, also spaces and parentheses.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** Names this start of the system; empty where nothing tells. */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

/** This process, so that a later one can tell whether it still lives. */
export function ownIdentity(): string {
  return `${process.pid} ${startOf(process.pid) ?? ''} ${bootId()}`;
}

/** Whether the process that called {@link ownIdentity} still lives. Where nothing tells, it is believed to. */
export function isAlive(identity: string): boolean {
  const [pid = '', start = '', boot = ''] = identity.split(' ');
  if (boot !== bootId()) return false;
  if (start !== '') return startOf(Number(pid)) === start;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
