import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolderSync } from '../../os/make-folder.ts';
import type { Pid } from '../../os/procfs/process-stat.ts';

const FORMAT = 'kneescope.journal/1';
/** A program that starts processes all the time must not make the file grow for ever. */
const MOST_LINES = 20_000;

/** One process for good: a pid alone is given again. */
export interface ProcessIdentity {
  readonly pid: Pid;
  /** In clock ticks since the box started. */
  readonly startTicks: number;
}

export interface JournalEntry extends ProcessIdentity {
  readonly instance: number;
}

/** Whose journal it is. */
export interface JournalHead {
  readonly run: string;
  /** Of the boot that the pids belong to. */
  readonly boot: string;
  readonly engine: ProcessIdentity;
  /** The control group that holds the run's instances; null where there is none. */
  readonly group: string | null;
}

export interface Journal {
  readonly head: JournalHead;
  readonly entries: readonly JournalEntry[];
}

function field(line: unknown, name: string): unknown {
  return typeof line === 'object' && line !== null ? (line as Record<string, unknown>)[name] : undefined;
}

function identityOf(value: unknown): ProcessIdentity | null {
  const [pid, startTicks] = [field(value, 'pid'), field(value, 'startTicks')];
  return typeof pid === 'number' && pid > 1 && typeof startTicks === 'number' ? { pid, startTicks } : null;
}

function headOf(line: unknown): JournalHead | null {
  const [run, boot, group] = [field(line, 'run'), field(line, 'boot'), field(line, 'group')];
  const engine = identityOf(field(line, 'engine'));
  if (field(line, 'format') !== FORMAT || typeof run !== 'string' || run === '') return null;
  if (typeof boot !== 'string' || engine === null) return null;
  return { run, boot, engine, group: typeof group === 'string' ? group : null };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // The engine was killed while it wrote: what stands before it counts.
    return null;
  }
}

/** @returns null where the text is no journal */
export function parseJournal(text: string): Journal | null {
  const [first = '', ...rest] = text.split('\n');
  const head = headOf(parsed(first));
  if (head === null) return null;
  const entries = rest.flatMap((line) => {
    const value = parsed(line);
    const [identity, instance] = [identityOf(value), field(value, 'instance')];
    return identity && typeof instance === 'number' ? [{ instance, ...identity }] : [];
  });
  return { head, entries };
}

/** @returns null where there is no file or it is no journal */
export function readJournal(file: string): Journal | null {
  try {
    return parseJournal(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * What a run has started, process by process, on disk before anybody could need it: the guardian reads it when the
 * engine is gone, and the next engine when the guardian is gone too.
 */
export class JournalWriter {
  readonly file: string;
  readonly #head: string;
  #lines = 0;

  /** @throws Error of the system where the file cannot be made */
  constructor(file: string, head: JournalHead) {
    this.file = file;
    this.#head = `${JSON.stringify({ format: FORMAT, ...head })}\n`;
    makeFolderSync(path.dirname(file));
    writeFileSync(file, this.#head);
  }

  /**
   * Adds processes found just now. On a full disk nothing is added: the tag and the control group are still there.
   * @param living everything that lives at this moment, for the day when the file is full
   */
  add(entries: readonly JournalEntry[], living: () => readonly JournalEntry[]): void {
    if (entries.length === 0) return;
    try {
      this.#lines += entries.length;
      if (this.#lines <= MOST_LINES) {
        appendFileSync(this.file, linesOf(entries));
        return;
      }
      const all = living();
      writeFileSync(this.file, this.#head + linesOf(all));
      this.#lines = all.length;
    } catch {
      // See above.
    }
  }

  /** Nothing of the run is left. */
  remove(): void {
    rmSync(this.file, { force: true });
  }
}

function linesOf(entries: readonly JournalEntry[]): string {
  return entries
    .map(({ instance, pid, startTicks }) => `${JSON.stringify({ instance, pid, startTicks })}\n`)
    .join('');
}
