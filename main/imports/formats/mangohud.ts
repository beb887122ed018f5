import { fieldsOf, type Field } from '../fields.ts';
import { Imported, RowError, type ImportFormat, type RowReader } from '../format.ts';
import { numberFrom } from '../values.ts';

const NANOSECONDS = 1e9;
/** The one instance of a file: MangoHud writes a file for each process. */
const KEY = 'process';

class MangoHudReader implements RowReader {
  readonly imported = new Imported();
  #places: ReadonlyMap<string, number> | null = null;
  #system: readonly string[] | null = null;
  #rows = 0;

  row(text: string): void {
    if (text.trim() === '' || text.startsWith('---')) return;
    const fields = fieldsOf(text, ',');
    if (this.#places) {
      this.#frame(fields, this.#places);
      return;
    }
    const names = fields.map((field) => field.text.toLowerCase());
    if (names[0] === 'fps') this.#places = new Map(names.map((name, place) => [name, place]));
    else if (names.includes('os') && names.includes('gpu')) this.#system = names;
    else if (this.#system) {
      const gpu = fields[this.#system.indexOf('gpu')]?.text ?? '';
      if (gpu !== '') this.imported.gpus.set(0, gpu);
      this.#system = null;
    }
  }

  #frame(fields: readonly Field[], places: ReadonlyMap<string, number>): void {
    const [first = { text: '', column: 1 }] = fields;
    if (fields.length < places.size)
      throw new RowError(fields.at(-1) ?? first, `fields ${String(places.size)}`);
    const number = (name: string): number | null => {
      const place = places.get(name);
      const field = place === undefined ? null : (fields[place] ?? null);
      if (!field) return null;
      const value = numberFrom(field.text);
      if (value === undefined) throw new RowError(field, 'number');
      return value;
    };
    const elapsed = number('elapsed');
    const t = elapsed === null ? this.#rows : elapsed / NANOSECONDS;
    this.#rows += 1;
    const { imported } = this;
    const { timeline } = imported;
    imported.seen(KEY, t);
    const milliseconds = number('frametime');
    const fps = number('fps');
    if (milliseconds !== null && milliseconds > 0) timeline.add(`ms ${KEY}`, t, milliseconds);
    else if (fps !== null && fps > 0) timeline.add(`ms ${KEY}`, t, 1000 / fps);
    for (const [name, load] of [
      ['cpu_load', 'cpu'],
      ['gpu_load', 'gpu 0'],
      ['gpu_temp', 'temperature 0'],
    ] as const) {
      const value = number(name);
      if (value !== null) timeline.add(load, t, value);
    }
  }

  finish(): void {
    // Nothing is left to do: every row stood for itself.
  }
}

/** MangoHud's log of one process, with and without the marks between its parts. */
export const mangohud: ImportFormat = {
  name: 'mangohud',
  fits: (head) =>
    head.some((line) => /^fps,frametime\b/iu.test(line)) &&
    head.some((line) => /^os,cpu,gpu\b/iu.test(line) || line.startsWith('---')),
  reader: () => new MangoHudReader(),
};
