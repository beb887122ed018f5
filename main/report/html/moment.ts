/**
 * A moment as it stood on the box's clock, with its time zone: `2026-11-20 21:04:05 (UTC+08:00)`. It is cut from the text
 * and never computed, so that the reader's own time zone cannot move it. What is no such text stays as it is.
 */
export function momentText(iso: string): string {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:\d\d)$/u.exec(iso);
  if (!parts) return iso;
  const [, day, time, zone] = parts;
  return `${day ?? ''} ${time ?? ''} (UTC${zone === 'Z' ? '' : (zone ?? '')})`;
}
