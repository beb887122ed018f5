import { readFileSync } from 'node:fs';
import { vi } from 'vitest';

/** Whether a process lives; a zombie does not. */
export function isAlive(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !/^[ZX]/u.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
}

/** Waits for something that no event tells. The time is how long a hopeless wait lasts, not what is expected. */
export async function until<T>(look: () => T | null | undefined | false): Promise<T> {
  return vi.waitFor(
    () => {
      const found = look();
      if (found === null || found === undefined || found === false) throw new Error('not yet');
      return found;
    },
    { timeout: 20_000, interval: 10 },
  );
}
