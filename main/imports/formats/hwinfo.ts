import { delimiterOf, fieldsOf, type Field } from '../fields.ts';
import { Imported, RowError, type ImportFormat, type RowReader } from '../format.ts';
import { Clock, moment, numberFrom, timeOfDay } from '../values.ts';

/** Of several names for a load the first that a file has is taken; further columns of that name are further cards. */
const LOADS: readonly (readonly [load: string, perCard: boolean, names: readonly RegExp[]])[] = [
  ['cpu', false, [/^total cpu usage \[%\]$/iu, /^total cpu utility \[%\]$/iu]],
  ['ram', false, [/^physical memory load \[%\]$/iu]],
  ['gpu', true, [/^gpu core load \[%\]$/iu, /^gpu d3d usage \[%\]$/iu, /^gpu utilization \[%\]$/iu]],
  ['vram', true, [/^gpu memory usage \[%\]$/iu]],
  ['encoder', true, [/^gpu video encode \d* ?(?:load|usage) \[%\]$/iu]],
  // Its ° may come through another code page as anything.
  ['temperature', true, [/^gpu temperature \[.*\]$/iu]],
];

interface Column {
  readonly name: string;
  readonly place: number;
}

class HwinfoReader implements RowReader {
  readonly imported = new Imported();
  #columns: readonly Column[] | null = null;
  #header = '';
  #delimiter = ',';
  readonly #clock = new Clock();

  row(text: string): void {
    if (text.trim() === '') return;
    if (!this.#columns) {
      this.#header = text;
      this.#delimiter = delimiterOf(text);
      this.#columns = this.#columnsOf(fieldsOf(text, this.#delimiter));
      return;
    }
    // At its end HWiNFO writes the header once more, and the names of the sensors.
    if (text === this.#header || /^["\s]*[,;]/u.test(text)) return;
    this.#readings(fieldsOf(text, this.#delimiter), this.#columns);
  }

  #columnsOf(fields: readonly Field[]): Column[] {
    return LOADS.flatMap(([load, perCard, names]) => {
      const places = (name: RegExp) => fields.flatMap(({ text }, place) => (name.test(text) ? [place] : []));
      const found = names.map(places).find((one) => one.length > 0) ?? [];
      return (perCard ? found : found.slice(0, 1)).map((place, index) => ({
        name: perCard ? `${load} ${index}` : load,
        place,
      }));
    });
  }

  #readings(fields: readonly Field[], columns: readonly Column[]): void {
    const [date = { text: '', column: 1 }, time = { text: '', column: 1 }] = fields;
    const t = this.#time(date, time);
    for (const { name, place } of columns) {
      const field = fields[place];
      if (!field) throw new RowError(fields.at(-1) ?? date, `fields ${String(place + 1)}`);
      const value = numberFrom(field.text);
      if (value === undefined) throw new RowError(field, 'number');
      if (value !== null) this.imported.timeline.add(name, t, value);
    }
  }

  #time(date: Field, time: Field): number {
    const order = date.text.includes('/') ? 'mdy' : 'dmy';
    const t = moment(date.text, time.text, order);
    if (t !== undefined) {
      this.imported.wallClock = true;
      return t;
    }
    const seconds = timeOfDay(time.text);
    if (date.text !== '' || seconds === undefined)
      throw new RowError(seconds === undefined ? time : date, seconds === undefined ? 'time' : 'date');
    return this.#clock.next(seconds);
  }

  finish(): void {
    // Nothing is left to do: every row stood for itself.
  }
}

/** HWiNFO's sensor log. */
export const hwinfo: ImportFormat = {
  name: 'hwinfo',
  fits: ([first = '']) => /^\uFEFF?"?Date"?[,;]"?Time"?[,;]/iu.test(first),
  reader: () => new HwinfoReader(),
};
