import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { Problem } from '../../shared/model/problem.ts';

export interface Line {
  readonly text: string;
  /** From 1. */
  readonly number: number;
}

/** A line that is longer is none: a file without line ends must not fill the memory. */
const LONGEST = 1 << 22;
const LOOK_BYTES = 1 << 16;

function isText(bytes: Uint8Array, encoding: string): boolean {
  try {
    // `stream` forgives a character that is cut at the end.
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * What a file is written in: by its mark; by the zeros of UTF-16 without one; UTF-8 where it is valid; else the code page of a
 * Chinese Windows, whose tools write it, and at last Latin-1, in which nothing is invalid.
 */
export function encodingOf(bytes: Uint8Array): string {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  const zeros = [0, 0];
  for (const [place, byte] of bytes.entries()) if (byte === 0) zeros[place % 2] = (zeros[place % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > bytes.length / 5 && odd > even) return 'utf-16le';
  if (even > bytes.length / 5) return 'utf-16be';
  return ['utf-8', 'gb18030'].find((encoding) => isText(bytes, encoding)) ?? 'latin1';
}

async function head(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LOOK_BYTES), 0, LOOK_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** A file that cannot be read, with the system's reason. */
export function unreadable(file: string, error: unknown): Problem {
  return new Problem('file.unreadable', {
    file,
    reason: error instanceof Error ? error.message : String(error),
  });
}

/**
 * The lines of a file, some at a time, in whatever encoding it has. The last one may lack its end.
 * @throws Problem `file.unreadable`, or `import.line` for a line that no recording has
 */
export async function* linesOf(file: string): AsyncGenerator<readonly Line[]> {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encodingOf(await head(file)));
  } catch (error) {
    throw unreadable(file, error);
  }
  let rest = '';
  let number = 0;
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = parts.pop() ?? '';
      yield parts.map((text) => ({ text: text.endsWith('\r') ? text.slice(0, -1) : text, number: ++number }));
      if (rest.length > LONGEST)
        throw new Problem('import.line', {
          ...{ file, line: number + 1, column: LONGEST },
          ...{ expected: 'line-end', found: rest.slice(0, 40) },
        });
    }
  } catch (error) {
    throw error instanceof Problem ? error : unreadable(file, error);
  }
  rest += decoder.decode();
  if (rest !== '') yield [{ text: rest, number: number + 1 }];
}
