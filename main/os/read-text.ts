import { readFile } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { Problem } from '../../shared/model/problem.ts';

function encodingOf([a, b]: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
}

/**
 * The text of a file that a person wrote, without its mark: UTF-8, or UTF-16 with a mark, as editors of Windows save it.
 * Any other encoding is refused: decoded as if it were UTF-8, a path with Chinese letters would name another file.
 * @throws Problem `file.unreadable` or `file.encoding`
 */
export async function readText(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new Problem('file.unreadable', {
      file,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('file.encoding', { file });
  }
}
