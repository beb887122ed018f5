/** The cells of one line of CSV; a quoted cell may hold commas and doubled quotes. */
export function csvCells(line: string): string[] {
  if (!line.includes('"')) return line.split(',').map((cell) => cell.trim());
  const cells: string[] = [];
  // Each cell with the comma before it, so that an empty first one is a cell too.
  for (const [, quoted, plain = ''] of `,${line}`.matchAll(/,(?:\s*"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*))/gu))
    cells.push(quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"'));
  return cells;
}
