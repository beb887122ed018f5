import type { Seconds } from '../../shared/model/units.ts';
import type { Field } from './fields.ts';
import { Timeline } from './timeline.ts';

/** Something wrong in a row: which field, and what was expected there. The reader of files adds file and line. */
export class RowError extends Error {
  readonly column: number;
  readonly expected: string;
  readonly found: string;
  constructor(field: Field, expected: string) {
    super(expected);
    this.column = field.column;
    this.expected = expected;
    this.found = field.text;
  }
}

/** More cards no box has; a file that names ever new ones must not fill the memory. */
const MOST_CARDS = 64;

/** @throws RowError for a card beyond what a box can have @param index from 0 */
export function checkCard(index: number, field: Field): void {
  if (!Number.isInteger(index) || index < 0 || index >= MOST_CARDS)
    throw new RowError(field, `cards ${MOST_CARDS}`);
}

/** One instance of the program in a recording. */
export interface ImportedInstance {
  /** What it is called there: a process id, a file. */
  readonly key: string;
  from: Seconds;
  to: Seconds;
}

/** What a file of another program told. */
export class Imported {
  /** Loads as `cpu`, `ram`, `gpu 0`, `vram 0`, `encoder 0`, `temperature 0`; frames as `fps KEY`; instances as `n`. */
  readonly timeline = new Timeline();
  readonly instances = new Map<string, ImportedInstance>();
  /** Whether its times are those of a clock on the wall, by which files can be laid over one another. */
  wallClock = false;
  program: string | null = null;
  readonly gpus = new Map<number, string>();

  seen(key: string, t: Seconds): void {
    const instance = this.instances.get(key);
    if (instance) {
      instance.from = Math.min(instance.from, t);
      instance.to = Math.max(instance.to, t);
    } else this.instances.set(key, { key, from: t, to: t });
  }
}

/** Reads the rows of one file. */
export interface RowReader {
  readonly imported: Imported;
  /** @throws RowError */
  row(text: string): void;
  /** Called once after the last row. */
  finish(): void;
}

/** A form that other programs write. */
export interface ImportFormat {
  readonly name: string;
  /** Whether these first lines are of it. */
  readonly fits: (head: readonly string[]) => boolean;
  readonly reader: () => RowReader;
}
