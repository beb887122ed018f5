/** Text as functions of Windows whose names end in W take it. */
export function wideText(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'utf16le');
}

/** The text from `start` to the first NUL, or to the end. */
export function readWideText(buffer: Buffer, start: number, end = buffer.length): string {
  for (let at = start; at + 1 < end; at += 2)
    if (buffer[at] === 0 && buffer[at + 1] === 0) return buffer.toString('utf16le', start, at);
  return buffer.toString('utf16le', start, end);
}
