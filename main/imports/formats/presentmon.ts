import { fieldsOf, type Field } from '../fields.ts';
import { Imported, RowError, type ImportFormat, type RowReader } from '../format.ts';
import { moment, numberFrom } from '../values.ts';

/** Ticks of the performance counter: 10 MHz on every Windows since 10 1809. */
const COUNTER_HZ = 1e7;
const MOST_PROCESSES = 5000;
/** It presents everybody's frames, and is nobody's program. */
const COMPOSITOR = /^dwm\.exe$/iu;

type Time = (field: Field) => number | undefined;
const scaled =
  (factor: number): Time =>
  ({ text }) => {
    const value = numberFrom(text);
    return typeof value === 'number' ? value * factor : undefined;
  };
const dateTime: Time = ({ text }) => {
  const [date = '', time = ''] = text.split(/[T\s]+/u);
  return moment(date, time.replace(/Z$/u, ''), 'mdy');
};

/** The columns that tell when, in the order in which they are preferred: 1.x, then 2.x by what its options ask for. */
const TIMES: readonly (readonly [RegExp, Time])[] = [
  [/^(?:cpustart|time)(?:in)?datetime$/iu, dateTime],
  [/^timeinseconds$/iu, scaled(1)],
  [/^(?:cpustarttime|timeinms|cpustartqpctime)$/iu, scaled(1e-3)],
  [/^(?:timeinqpc|cpustartqpc|qpctime)$/iu, scaled(1 / COUNTER_HZ)],
];
const FRAME = [/^msbetweenpresents$/iu, /^frametime$/iu, /^msbetweenappstart$/iu];

interface Columns {
  readonly application: number;
  readonly process: number;
  readonly frame: number;
  readonly when: number;
  readonly time: Time;
  readonly width: number;
}

class PresentMonReader implements RowReader {
  readonly imported = new Imported();
  #columns: Columns | null = null;
  /** Application → its processes, with how many frames each showed. */
  readonly #programs = new Map<string, Map<string, number>>();
  #processes = 0;

  row(text: string): void {
    if (text.trim() === '') return;
    const fields = fieldsOf(text, ',');
    if (this.#columns) this.#frame(fields, this.#columns);
    else this.#columns = this.#header(fields);
  }

  #header(fields: readonly Field[]): Columns {
    const find = (pattern: RegExp) => fields.findIndex(({ text }) => pattern.test(text));
    const when = TIMES.map(([pattern, time]) => ({ when: find(pattern), time })).find((one) => one.when >= 0);
    const frame = FRAME.map(find).find((place) => place >= 0);
    const [first = { text: '', column: 1 }] = fields;
    if (!when) throw new RowError(first, 'column TimeInSeconds, CPUStartTime, CPUStartQPC');
    if (frame === undefined) throw new RowError(first, 'column msBetweenPresents, FrameTime');
    this.imported.wallClock = when.time === dateTime;
    return {
      application: find(/^application$/iu),
      process: find(/^processid$/iu),
      frame,
      ...when,
      width: fields.length,
    };
  }

  #frame(fields: readonly Field[], columns: Columns): void {
    const { application, process, frame, when, time, width } = columns;
    const [first = { text: '', column: 1 }] = fields;
    if (fields.length < width) throw new RowError(fields.at(-1) ?? first, `fields ${String(width)}`);
    const field = (place: number) => fields[place] ?? first;
    const t = time(field(when));
    if (t === undefined) throw new RowError(field(when), 'number');
    const milliseconds = numberFrom(field(frame).text);
    if (milliseconds === undefined) throw new RowError(field(frame), 'number');
    const name = field(application).text;
    if (COMPOSITOR.test(name)) return;
    const pid = field(process).text;
    this.#count(name, pid, field(process));
    const key = `${name} ${pid}`;
    this.imported.seen(key, t);
    // A frame rate is frames by time: the mean frame time of a tick, turned over.
    if (milliseconds !== null && milliseconds > 0) this.imported.timeline.add(`ms ${key}`, t, milliseconds);
  }

  #count(name: string, pid: string, field: Field): void {
    const processes = this.#programs.get(name) ?? new Map<string, number>();
    this.#programs.set(name, processes);
    if (!processes.has(pid) && ++this.#processes > MOST_PROCESSES)
      throw new RowError(field, `processes ${MOST_PROCESSES}`);
    processes.set(pid, (processes.get(pid) ?? 0) + 1);
  }

  /** The program that is counted is the one with the most processes, of equals the one with the most frames. */
  finish(): void {
    const frames = (processes: ReadonlyMap<string, number>) =>
      [...processes.values()].reduce((sum, count) => sum + count, 0);
    const [program] = [...this.#programs].toSorted(
      ([, a], [, b]) => b.size - a.size || frames(b) - frames(a),
    );
    this.imported.program = program?.[0] ?? null;
    for (const key of this.imported.instances.keys())
      if (!program || !key.startsWith(`${program[0]} `)) this.imported.instances.delete(key);
  }
}

/** PresentMon's CSV, 1.x and 2.x, by the names of its columns. */
export const presentmon: ImportFormat = {
  name: 'presentmon',
  fits: ([first = '']) => /^\uFEFF?Application,ProcessID,/iu.test(first),
  reader: () => new PresentMonReader(),
};
