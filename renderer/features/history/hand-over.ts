import { BRIDGE_BOUNDS } from '../../../shared/bridge/bounds.ts';
import type { Result } from '../../../shared/bridge/contract.ts';
import type { Engine } from '../../ui/engine.tsx';

/** Bytes whose base64 fits into one part: three become four characters. */
const PART = Math.floor((BRIDGE_BOUNDS.filePart / 4) * 3);
const CALL = 8192;

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CALL)
    text += String.fromCharCode(...bytes.subarray(at, at + CALL));
  return btoa(text);
}

/**
 * Hands files over part by part and has them taken in.
 * @param tell which file is on its way, and what share of all has gone
 * @param cancelled asked between parts; true ends it, and null is what comes of it
 */
export async function handOver(
  engine: Engine,
  files: readonly File[],
  tell: (name: string, share: number) => void,
  cancelled: () => boolean,
): Promise<Result<'import.end'> | null> {
  const all = files.reduce((sum, { size }) => sum + size, 0);
  const uploads: string[] = [];
  let gone = 0;
  try {
    for (const file of files) {
      tell(file.name, gone / Math.max(1, all));
      const { upload } = await engine.ask('import.begin', { name: file.name, bytes: file.size });
      uploads.push(upload);
      for (let at = 0; at < file.size; at += PART) {
        if (cancelled()) {
          await engine.ask('import.cancel', { uploads });
          return null;
        }
        const bytes = new Uint8Array(await file.slice(at, at + PART).arrayBuffer());
        await engine.ask('import.part', { upload, data: base64(bytes) });
        gone += bytes.length;
        tell(file.name, gone / Math.max(1, all));
      }
    }
    return await engine.ask('import.end', { uploads });
  } catch (error) {
    // Where the line broke the engine has forgotten them by itself.
    if (uploads.length > 0) await engine.ask('import.cancel', { uploads }).catch(() => undefined);
    throw error;
  }
}
