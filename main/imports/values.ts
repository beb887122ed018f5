const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/iu;
/** What the tools write where there is no reading. */
const NOTHING =
  /^(?:|-+|n\/?a|\[?n\/a\]?|\[not supported\]|\[unknown error\]|not available|nan|-nan\(ind\))$/iu;

/**
 * A number as tools write it: with a decimal point or comma, with a unit behind it (`45 %`, `812 MiB`).
 * @returns null where the tool says that there is none, undefined for what is no number at all
 */
export function numberFrom(text: string): number | null | undefined {
  const bare = text.replace(/\s*(?:%|[A-Za-z°]+)$/u, '');
  if (NOTHING.test(text) || bare === '') return NOTHING.test(text) ? null : undefined;
  const point = /^[+-]?\d+,\d+$/u.test(bare) ? bare.replace(',', '.') : bare;
  return NUMBER.test(point) ? Number(point) : undefined;
}

type Order = 'mdy' | 'dmy' | 'ymd';
const DATE = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})$/u;
const TIME = /^(\d{1,2}):(\d\d):(\d\d)(?:[.,](\d+))?$/u;

/** Seconds of a day, or undefined for what is no time. */
export function timeOfDay(text: string): number | undefined {
  const [, hours, minutes, seconds, part] = TIME.exec(text) ?? [];
  if (hours === undefined) return undefined;
  const value = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(`0.${part ?? '0'}`);
  return value < 86_401 ? value : undefined;
}

/**
 * Seconds since 1970 of a date and a time on the box's own clock, as if it were UTC: only differences are used.
 * @param order of the parts where the year is not first
 * @returns undefined for what is none
 */
export function moment(date: string, time: string, order: Order): number | undefined {
  const [, a = '', separator, b = '', c = ''] = DATE.exec(date) ?? [];
  const seconds = timeOfDay(time);
  if (separator === undefined || seconds === undefined) return undefined;
  const [year, month, day] =
    a.length === 4 || order === 'ymd' ? [a, b, c] : order === 'mdy' ? [c, a, b] : [c, b, a];
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (y < 1970 || y > 9999 || m < 1 || m > 12 || d < 1 || d > 31) return undefined;
  return Date.UTC(y, m - 1, d) / 1000 + seconds;
}

const DAY = 86_400;
const HALF_DAY = DAY / 2;

/** Times of day that go on over midnight. */
export class Clock {
  #day = 0;
  #last: number | null = null;

  /** Seconds since the midnight before the first time. */
  next(seconds: number): number {
    if (this.#last !== null && seconds < this.#last - HALF_DAY) this.#day += 1;
    this.#last = seconds;
    return this.#day * DAY + seconds;
  }
}
