import { fieldsOf, type Field } from '../fields.ts';
import { Imported, RowError, checkCard, type ImportFormat, type RowReader } from '../format.ts';
import { moment, numberFrom } from '../values.ts';

/** A field of `--query-gpu` by its name, without the unit that the header shows. */
const nameOf = ({ text }: Field) => text.replace(/\s*\[.*\]$/u, '');

const LOADS: Readonly<Record<string, string>> = {
  'utilization.gpu': 'gpu',
  'utilization.encoder': 'encoder',
  'temperature.gpu': 'temperature',
};

class NvidiaQueryReader implements RowReader {
  readonly imported = new Imported();
  #places: ReadonlyMap<string, number> | null = null;
  #width = 0;
  readonly #cards = new Map<string, number>();
  /** Where no card is named, the row's place within its moment names it. */
  #row = { t: Number.NaN, place: 0 };
  #rounds = -1;

  row(text: string): void {
    if (text.trim() === '') return;
    const fields = fieldsOf(text, ',');
    if (!this.#places) {
      this.#places = new Map(fields.map((field, place) => [nameOf(field), place]));
      this.#width = fields.length;
      this.imported.wallClock = this.#places.has('timestamp');
      return;
    }
    this.#readings(fields, this.#places);
  }

  #readings(fields: readonly Field[], places: ReadonlyMap<string, number>): void {
    if (fields.length < this.#width)
      throw new RowError(fields.at(-1) ?? { text: '', column: 1 }, `fields ${String(this.#width)}`);
    const at = (name: string) => {
      const place = places.get(name);
      return place === undefined ? null : (fields[place] ?? null);
    };
    const number = (name: string): number | null => {
      const field = at(name);
      if (!field) return null;
      const value = numberFrom(field.text);
      if (value === undefined) throw new RowError(field, 'number');
      return value;
    };
    const named = at('uuid') ?? at('pci.bus_id') ?? at('gpu_bus_id') ?? at('index');
    const t = this.#time(at('timestamp'), named?.text ?? null);
    const card = this.#card(t, named?.text ?? null);
    checkCard(card, named ?? fields[0] ?? { text: '', column: 1 });
    const { timeline, gpus } = this.imported;
    for (const [name, load] of Object.entries(LOADS)) {
      const value = number(name);
      if (value !== null) timeline.add(`${load} ${card}`, t, value);
    }
    const [used, total] = [number('memory.used'), number('memory.total')];
    if (used !== null && total !== null && total > 0) timeline.add(`vram ${card}`, t, (100 * used) / total);
    const [clock, most] = [number('clocks.current.sm') ?? number('clocks.sm'), number('clocks.max.sm')];
    if (clock !== null && most !== null && most > 0) timeline.add(`clock ${card}`, t, (100 * clock) / most);
    const name = at('name');
    if (name) gpus.set(card, name.text);
  }

  /** Without a time stamp each round of all cards is a second: what `-l 1` does. */
  #time(field: Field | null, card: string | null): number {
    if (field) {
      const [date = '', time = ''] = field.text.split(/\s+/u);
      const t = moment(date, time, 'ymd');
      if (t === undefined) throw new RowError(field, 'date-time');
      return t;
    }
    const first = this.#cards.keys().next().value;
    if (card === null || first === undefined || first === card) this.#rounds += 1;
    return this.#rounds;
  }

  #card(t: number, named: string | null): number {
    this.#row = t === this.#row.t ? { t, place: this.#row.place + 1 } : { t, place: 0 };
    const key = named ?? String(this.#row.place);
    const index = this.#cards.get(key) ?? this.#cards.size;
    this.#cards.set(key, index);
    return index;
  }

  finish(): void {
    // Nothing is left to do: every row stood for itself.
  }
}

/** `nvidia-smi --query-gpu=… --format=csv -l N`, with its header. */
export const nvidiaQuery: ImportFormat = {
  name: 'nvidia-smi',
  fits: ([first = '']) =>
    /(?:^|,)\s*(?:utilization\.(?:gpu|memory)|memory\.used|temperature\.gpu)\b/u.test(first),
  reader: () => new NvidiaQueryReader(),
};
