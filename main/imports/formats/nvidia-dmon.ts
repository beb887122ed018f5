import { Imported, RowError, checkCard, type ImportFormat, type RowReader } from '../format.ts';
import { Clock, moment, numberFrom, timeOfDay } from '../values.ts';

const LOADS: Readonly<Record<string, string>> = { sm: 'gpu', enc: 'encoder', gtemp: 'temperature' };

class NvidiaDmonReader implements RowReader {
  readonly imported = new Imported();
  #columns: readonly string[] | null = null;
  #rounds = -1;
  #firstCard: string | null = null;
  readonly #clock = new Clock();

  row(text: string): void {
    if (text.trim() === '') return;
    if (text.startsWith('#')) {
      // Names and units stand in two lines, again and again; the names are the lower-case ones.
      const words = text.replace(/^#\s*/u, '').trim().split(/\s+/u);
      if (words.includes('gpu')) this.#columns = words.map((word) => word.toLowerCase());
      return;
    }
    this.#readings(text);
  }

  #readings(text: string): void {
    const words = [...text.matchAll(/\S+/gu)].map((match) => ({ text: match[0], column: match.index + 1 }));
    const columns = this.#columns ?? [];
    if (words.length < columns.length)
      throw new RowError(words.at(-1) ?? { text: '', column: 1 }, `fields ${String(columns.length)}`);
    const at = (name: string) => words[columns.indexOf(name)] ?? null;
    const card = at('gpu');
    const index = card ? numberFrom(card.text) : undefined;
    if (!card || typeof index !== 'number') throw new RowError(card ?? { text: '', column: 1 }, 'number');
    checkCard(index, card);
    this.#firstCard ??= card.text;
    if (this.#firstCard === card.text) this.#rounds += 1;
    const t = this.#time(at('date'), at('time'));
    for (const [name, load] of Object.entries(LOADS)) {
      const field = at(name);
      const value = field ? numberFrom(field.text) : null;
      if (field && value === undefined) throw new RowError(field, 'number');
      if (typeof value === 'number') this.imported.timeline.add(`${load} ${index}`, t, value);
    }
  }

  #time(date: { text: string; column: number } | null, time: typeof date): number {
    if (!time) return this.#rounds;
    const seconds = timeOfDay(time.text);
    if (seconds === undefined) throw new RowError(time, 'time');
    if (!date) return this.#clock.next(seconds);
    const day = date.text.replace(/^(\d{4})(\d\d)(\d\d)$/u, '$1/$2/$3');
    const t = moment(day, time.text, 'ymd');
    if (t === undefined) throw new RowError(date, 'date');
    this.imported.wallClock = true;
    return t;
  }

  finish(): void {
    // Nothing is left to do: every row stood for itself.
  }
}

/** `nvidia-smi dmon`, with or without `-o D`, `-o T`. */
export const nvidiaDmon: ImportFormat = {
  name: 'nvidia-smi dmon',
  fits: ([first = '']) => /^#\s*(?:date\s+)?(?:time\s+)?gpu\s/iu.test(first),
  reader: () => new NvidiaDmonReader(),
};
