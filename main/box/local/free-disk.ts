import { statfs } from 'node:fs/promises';
import path from 'node:path';
import type { MiB } from '../../../shared/model/units.ts';

/** Free space on the volume of a folder, or of the nearest one above it that exists; null where it cannot be read. */
export async function freeMiB(folder: string): Promise<MiB | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return (bavail * bsize) / 1_048_576;
  } catch {
    const above = path.dirname(folder);
    return above === folder ? null : freeMiB(above);
  }
}

/**
 * The free space as read last; each call starts the next reading and waits for none, because a network volume that has
 * gone may never answer.
 */
export function freeDisk(folder: string): () => MiB | null {
  let known: MiB | null = null;
  let reading = false;
  const read = async () => {
    reading = true;
    known = await freeMiB(folder);
    reading = false;
  };
  void read();
  return () => {
    if (!reading) void read();
    return known;
  };
}
