/**
 * The µs since the box started in which at least one program waited for a resource: `some` of `/proc/pressure/*`.
 * @returns null where the text is no such file
 */
export function parsePressure(text: string): number | null {
  const found = /^some .*\btotal=(\d+)$/mu.exec(text);
  return found ? Number(found[1]) : null;
}
