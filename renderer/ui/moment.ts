/** `2026-11-20 21:04`: a moment as the box wrote it, in the box's own time zone; what is no such text stays as it is. */
export function momentText(iso: string): string {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/u.exec(iso) ?? [];
  return day === undefined || time === undefined ? iso : `${day} ${time}`;
}
