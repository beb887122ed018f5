import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Program } from '../../shared/model/trace.ts';
import { isoWithZone } from '../os/time-zone.ts';

/**
 * What was launched, so that two runs can be told apart by build. Read as a stream beside the run, since a shipping
 * executable has hundreds of megabytes. What cannot be read is null.
 * @param executable absolute path
 */
export async function identifyProgram(executable: string, signal: AbortSignal): Promise<Program> {
  const hash = createHash('sha256');
  try {
    const { mtime } = await stat(executable);
    await pipeline(createReadStream(executable), hash, { signal });
    return {
      path: executable,
      sha256: hash.digest('hex'),
      fileVersion: null,
      modifiedAt: isoWithZone(mtime),
    };
  } catch {
    return { path: executable, sha256: null, fileVersion: null, modifiedAt: null };
  }
}
