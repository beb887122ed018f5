import type { z } from 'zod';
import { fieldIssues } from './field-issues.ts';
import { Problem } from './problem.ts';
import {
  TRACE_FORMAT,
  eventSchema,
  metaSchema,
  otherLineSchema,
  sampleSchema,
  type Sample,
  type TraceEvent,
  type TraceLine,
  type TraceMeta,
} from './trace.ts';

/** A run as a trace tells it, with the lines in the order of the file. */
export interface Recording {
  readonly meta: TraceMeta;
  readonly samples: readonly Sample[];
  readonly events: readonly TraceEvent[];
  /** Whether the last line was cut off, as a killed writer leaves it. */
  readonly cutOff: boolean;
}

const SCHEMAS: Record<string, z.ZodType<TraceLine>> = {
  meta: metaSchema,
  event: eventSchema,
  sample: sampleSchema,
};

function parseJson(text: string, file: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const column = Number(/position (\d+)/u.exec(message)?.[1] ?? 0) + 1;
    throw new Problem('document.syntax', { file, format: TRACE_FORMAT, line, column, found: message });
  }
}

/** Deeper than anything of ours; what is nested 10,000 times overflows the stack of whoever walks it. */
const DEEPEST = 1000;

function isTooDeep(text: string): boolean {
  if (text.length <= DEEPEST) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    // Both brackets and both braces, in strings too: no string of ours opens a thousand.
    if (sign === 0x5b || sign === 0x7b) depth += 1;
    else if (sign === 0x5d || sign === 0x7d) depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/**
 * Reads one line of a trace.
 * @param line its number, from 1, for errors
 * @throws Problem `document.syntax`, `document.format` or `document.invalid`
 */
export function parseTraceLine(text: string, file: string, line: number): TraceLine {
  if (isTooDeep(text)) {
    const issue = { field: '', line, kind: 'most', nearest: null } as const;
    const issues = [{ ...issue, expected: `[[…]] ≤ ${DEEPEST}`, received: `[[…]] > ${DEEPEST}` }];
    throw new Problem('document.invalid', { file, format: TRACE_FORMAT, issues });
  }
  const value = parseJson(text, file, line);
  const named = value as { type?: unknown; format?: unknown } | null;
  if (named?.type === 'meta' && typeof named.format === 'string' && named.format !== TRACE_FORMAT)
    throw new Problem('document.format', { file, expected: TRACE_FORMAT, found: named.format });
  const type = String(named?.type);
  const schema = (Object.hasOwn(SCHEMAS, type) ? SCHEMAS[type] : undefined) ?? otherLineSchema;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = fieldIssues(result.error, value, () => line);
  throw new Problem('document.invalid', { file, format: TRACE_FORMAT, issues });
}

export function isMeta(line: TraceLine): line is TraceMeta {
  return line.type === 'meta';
}
export function isEvent(line: TraceLine): line is TraceEvent {
  return line.type === 'event';
}
export function isSample(line: TraceLine): line is Sample {
  return line.type === 'sample';
}

/** Where the lines of a recording go: all of them, or what a reader that must not hold a long run keeps of them. */
export interface Gathering {
  addMeta(meta: TraceMeta): void;
  addSample(sample: Sample): void;
  /** @param line its number, from 1. @throws Problem where there are more than can be held */
  addEvent(event: TraceEvent, line: number): void;
  whole(): Omit<Recording, 'cutOff'>;
}

/** Keeps every line. */
class Everything implements Gathering {
  #meta: TraceMeta = { type: 'meta' };
  readonly #samples: Sample[] = [];
  readonly #events: TraceEvent[] = [];

  addMeta(meta: TraceMeta): void {
    this.#meta = meta;
  }
  addSample(sample: Sample): void {
    this.#samples.push(sample);
  }
  addEvent(event: TraceEvent): void {
    this.#events.push(event);
  }
  whole(): Omit<Recording, 'cutOff'> {
    return { meta: this.#meta, samples: this.#samples, events: this.#events };
  }
}

/** Gathers lines of a trace; a last line that is no whole JSON is told as `cutOff` instead of thrown. */
export class RecordingReader {
  readonly #file: string;
  #line = 0;
  readonly #into: Gathering;
  #hasMeta = false;
  #hasSamples = false;
  #held: Problem | null = null;

  constructor(file: string, into: Gathering = new Everything()) {
    this.#file = file;
    this.#into = into;
  }

  /** Takes the next line, without its end. @throws Problem for a line before the last that cannot be read */
  add(text: string): void {
    this.#line += 1;
    if (text.trim() === '') return;
    if (this.#held) throw this.#held;
    try {
      this.#keep(parseTraceLine(text.replace(/^\uFEFF/u, ''), this.#file, this.#line));
    } catch (error) {
      // Only the end of the file tells whether this was the last line.
      if (!(error instanceof Problem) || error.code !== 'document.syntax') throw error;
      this.#held = error;
    }
  }

  #keep(line: TraceLine): void {
    if (isMeta(line)) {
      if (!this.#hasMeta) this.#into.addMeta(line);
      this.#hasMeta = true;
    } else if (isEvent(line)) this.#into.addEvent(line, this.#line);
    else if (isSample(line)) {
      this.#hasSamples = true;
      this.#into.addSample(line);
    }
  }

  /** @throws Problem `document.syntax` where nothing at all could be read */
  finish(): Recording {
    if (this.#held && !this.#hasMeta && !this.#hasSamples) throw this.#held;
    return { ...this.#into.whole(), cutOff: this.#held !== null };
  }
}

/** Reads a whole trace. @throws Problem, see {@link parseTraceLine} */
export function parseTrace(text: string, file: string): Recording {
  const reader = new RecordingReader(file);
  for (const line of text.split(/\r?\n/u)) reader.add(line);
  return reader.finish();
}

/** The trace of a recording, a line each, in the order of time. */
export function* traceLines(recording: Omit<Recording, 'cutOff'>): Generator<string> {
  yield JSON.stringify(recording.meta);
  const events = recording.events.toSorted((a, b) => a.t - b.t);
  let next = 0;
  for (const sample of recording.samples) {
    for (let event = events[next]; event && event.t <= sample.t; event = events[++next])
      yield JSON.stringify(event);
    yield JSON.stringify(sample);
  }
  for (const event of events.slice(next)) yield JSON.stringify(event);
}
