/** A value of somebody's file as text; what is not there is a question mark, since the rest of the sentence still holds. */
export function told(value: unknown): string {
  if (value === undefined || value === null) return '?';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
