import { delimiterOf, fieldsOf, type Field } from '../fields.ts';
import { Imported, RowError, type ImportFormat, type RowReader } from '../format.ts';
import { moment, numberFrom } from '../values.ts';

/** `\\BOX\Object(instance)\Counter`, in whatever language Windows speaks. */
const PATH = /^(?:\\\\[^\\]+)?\\([^\\(]+)(?:\((.*)\))?\\([^\\]+)$/u;
/** An engine's instance is the same in every language: its names are not translated. */
const ENGINE = /luid_(0x[0-9a-f]+_0x[0-9a-f]+)_phys_(\d+)_eng_(\d+)/iu;
/** “% Processor Time” as Windows writes it in the languages in which somebody has seen it. */
const PROCESSOR_TIME =
  /processor (?:time|utility)|处理器时间|處理器時間|prozessorzeit|temps processeur|tiempo de procesador|プロセッサ時間|tempo (?:del|do) processa?dor|процент загруженности процессора/iu;
const PROCESSOR =
  /^(?:processor(?: information)?|处理器(?:信息)?|處理器(?:資訊)?|prozessor(?:informationen)?|processeur|procesador|プロセッサ|processore|processador|процессор)$/iu;
const NO_PROGRAM = /^(?:_total|idle|system|registry|memory compression)$/iu;

interface Column {
  readonly place: number;
  readonly read: (t: number, value: number, row: Row) => void;
}
/** Sums that only a whole row gives. */
interface Row {
  readonly engines: Map<string, Map<string, number>>;
  readonly programs: Map<string, number>;
}

class PerfmonReader implements RowReader {
  readonly imported = new Imported();
  #columns: readonly Column[] | null = null;
  #width = 0;
  #delimiter = ',';
  readonly #adapters = new Map<string, number>();
  /** Of the programs whose instances were counted, the most of each. */
  readonly #most = new Map<string, number>();

  row(text: string): void {
    if (text.trim() === '') return;
    if (!this.#columns) {
      this.#delimiter = delimiterOf(text);
      this.#header(fieldsOf(text, this.#delimiter));
      return;
    }
    // typeperf ends its output with a sentence.
    if (!/^\s*"?\d/u.test(text)) return;
    this.#readings(fieldsOf(text, this.#delimiter), this.#columns);
  }

  #header(fields: readonly Field[]): void {
    this.imported.wallClock = true;
    this.#width = fields.length;
    this.#columns = fields.flatMap(({ text }, place): Column[] => {
      const read = place === 0 ? null : this.#counter(text);
      return read ? [{ place, read }] : [];
    });
  }

  /** What a counter is read for; null for one that tells nothing of ours. */
  #counter(path: string): Column['read'] | null {
    const [, object = '', instance = '', counter = ''] = PATH.exec(path) ?? [];
    const [, luid, phys, engine] = ENGINE.exec(instance) ?? [];
    const { timeline } = this.imported;
    if (luid !== undefined && engine !== undefined) {
      const adapter = `${luid} ${phys ?? ''}`.toLowerCase();
      return (_t, value, { engines }) => {
        const sums = engines.get(adapter) ?? new Map<string, number>();
        sums.set(engine, (sums.get(engine) ?? 0) + value);
        engines.set(adapter, sums);
      };
    }
    if (!PROCESSOR_TIME.test(counter)) return null;
    if (PROCESSOR.test(object.trim()))
      return instance === '_Total' || instance === ''
        ? (t, value) => {
            timeline.add('cpu', t, Math.min(100, value));
          }
        : null;
    // A processor time that is no processor's is a process's: `Showroom`, `Showroom#1`, in newer ones `Showroom:4711`.
    const program = instance.replace(/#\d+$|:\d+$/u, '');
    if (program === '' || NO_PROGRAM.test(program)) return null;
    return (_t, _value, { programs }) => {
      programs.set(program, (programs.get(program) ?? 0) + 1);
    };
  }

  #readings(fields: readonly Field[], columns: readonly Column[]): void {
    const [first] = fields;
    const [date = '', time = ''] = first?.text.split(/\s+/u) ?? [];
    const t = moment(date, time, 'mdy');
    if (!first || t === undefined) throw new RowError(first ?? { text: '', column: 1 }, 'date-time');
    if (fields.length < this.#width)
      throw new RowError(fields.at(-1) ?? first, `fields ${String(this.#width)}`);
    const row: Row = { engines: new Map(), programs: new Map() };
    for (const { place, read } of columns) {
      const field = fields[place] ?? first;
      const value = numberFrom(field.text);
      if (value === undefined) throw new RowError(field, 'number');
      // PDH writes -1 for a counter that it could not read.
      if (value !== null && value >= 0) read(t, value, row);
    }
    this.#engines(t, row);
    for (const [program, count] of row.programs) {
      this.#most.set(program, Math.max(count, this.#most.get(program) ?? 0));
      this.imported.timeline.add(`n ${program}`, t, count, 'largest');
    }
  }

  /** An adapter's load is the largest of its engines, each the sum over its processes. */
  #engines(t: number, { engines }: Row): void {
    for (const [adapter, sums] of engines) {
      const index = this.#adapters.get(adapter) ?? this.#adapters.size;
      this.#adapters.set(adapter, index);
      this.imported.timeline.add(`gpu ${index}`, t, Math.min(100, Math.max(...sums.values())));
    }
  }

  finish(): void {
    const [program] = [...this.#most].toSorted(([, a], [, b]) => b - a);
    this.imported.program = program?.[0] ?? null;
  }
}

/** PerfMon's and typeperf's CSV (and TSV), in any language of Windows. */
export const perfmon: ImportFormat = {
  name: 'perfmon',
  fits: ([first = '']) => /^\s*"?\(PDH-[CT]SV/u.test(first),
  reader: () => new PerfmonReader(),
};
