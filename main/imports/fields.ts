/** A field of a row, and where it begins, from 1, for errors. */
export interface Field {
  readonly text: string;
  readonly column: number;
}

/** The delimiter of a header: the one that stands most often outside quotes. */
export function delimiterOf(header: string): string {
  const bare = header.replaceAll(/"[^"]*"/gu, '');
  const count = (delimiter: string) => bare.split(delimiter).length;
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}

/**
 * A row of CSV as its fields, trimmed and unquoted; a quote within quotes is doubled. None of the tools writes line ends in
 * fields, so a row is a line, and an open quote ends with it. O(n).
 */
export function fieldsOf(text: string, delimiter: string): Field[] {
  const fields: Field[] = [];
  for (let at = 0; at <= text.length;) {
    let start = at;
    while (text[start] === ' ') start += 1;
    const column = start + 1;
    if (text[start] === '"') {
      let end = start + 1;
      for (;;) {
        end = text.indexOf('"', end);
        if (end === -1 || text[end + 1] !== '"') break;
        end += 2;
      }
      const stop = end === -1 ? text.length : end;
      fields.push({
        text: text
          .slice(start + 1, stop)
          .replaceAll('""', '"')
          .trim(),
        column,
      });
      const next = text.indexOf(delimiter, stop);
      at = next === -1 ? text.length + 1 : next + 1;
      continue;
    }
    const next = text.indexOf(delimiter, at);
    const stop = next === -1 ? text.length : next;
    fields.push({ text: text.slice(at, stop).trim(), column });
    at = stop + 1;
  }
  return fields;
}
