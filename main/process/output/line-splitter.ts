import { StringDecoder } from 'node:string_decoder';

/** A line longer than this is cut: nobody reads it, and some programs never end theirs. */
export const LONGEST_LINE = 4096;

/**
 * Bytes as they come out of a pipe → lines of text. A line ends at `\n`, `\r` or `\r\n`, for a counter that
 * overwrites itself ends with `\r` alone. Characters that are split between two chunks are put together again; what
 * is no UTF-8 becomes U+FFFD.
 */
export class LineSplitter {
  #decoder = new StringDecoder('utf8');
  #rest = '';
  /** The line's beginning has been given out, or lost: what follows belongs to nothing up to its end. */
  #skipping = false;
  #afterReturn = false;

  /** The lines that end in this chunk. */
  *lines(chunk: Buffer): Generator<string> {
    let text = this.#decoder.write(chunk);
    if (text === '') return;
    if (this.#afterReturn && text.startsWith('\n')) text = text.slice(1);
    this.#afterReturn = text.endsWith('\r');
    let from = 0;
    for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/gu)) {
      yield* this.#end(text.slice(from, index));
      from = index + end.length;
    }
    yield* this.#keep(text.slice(from));
  }

  /** What stands behind the last line's end, once nothing more will come. */
  *last(): Generator<string> {
    yield* this.#keep(this.#decoder.end());
    if (this.#rest !== '') yield* this.#end('');
  }

  /** Bytes were left out: the line under way is lost, and so is the next one's beginning. */
  skip(): void {
    this.#decoder = new StringDecoder('utf8');
    this.#rest = '';
    this.#skipping = true;
    this.#afterReturn = false;
  }

  *#end(text: string): Generator<string> {
    const line = this.#rest + text;
    this.#rest = '';
    if (this.#skipping) this.#skipping = false;
    else yield cut(line);
  }

  *#keep(text: string): Generator<string> {
    if (this.#skipping) return;
    this.#rest += text;
    if (this.#rest.length <= LONGEST_LINE) return;
    yield cut(this.#rest);
    this.#rest = '';
    this.#skipping = true;
  }
}

/** Never between the two halves of one character. */
function cut(line: string): string {
  return line.length <= LONGEST_LINE
    ? line
    : `${line.slice(0, LONGEST_LINE).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}
