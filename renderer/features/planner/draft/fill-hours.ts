/**
 * The hours with several numbers put in from one on, as a row or a column of a table is pasted.
 * @returns null for a text that is one number, which the field takes by itself
 */
export function fillHours(hours: readonly string[], from: number, text: string): string[] | null {
  const parts = text
    .trim()
    .split(/[\s,;]+/u)
    .filter((part) => part !== '');
  if (parts.length < 2) return null;
  return hours.map((before, hour) => (hour < from ? before : (parts[hour - from] ?? before)));
}
