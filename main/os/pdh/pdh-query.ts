import type { Unavailable } from '../../../shared/model/capability.ts';
import type { NativeLibrary } from '../native/load-library.ts';
import { wideText } from '../native/wide-text.ts';
import { systemLibrary } from '../windows/system-library.ts';
import { counterRows, type CounterRow } from './counter-array.ts';

const SUCCESS = 0;
const MORE_DATA = 0x800007d2;
/** No such object or counter on this box: an older Windows, or no driver that counts. */
const DOUBLE = 0x200;
/** Else what is over 100, as a processor under turbo is, is cut off. */
const NO_CAP = 0x8000;
const ROOM = 65_536;
const MOST_TRIES = 4;

/** A counter of a query. */
export type Counter = bigint;

/** A query of Windows' performance counters that stays open. Its calls may block while programs end: sampler process only. */
export class PdhQuery {
  readonly #library: NativeLibrary;
  readonly #query: bigint;
  readonly #functions: ReturnType<typeof functionsOf>;
  #buffer = Buffer.alloc(ROOM);

  private constructor(library: NativeLibrary, functions: ReturnType<typeof functionsOf>, query: bigint) {
    this.#library = library;
    this.#functions = functions;
    this.#query = query;
  }

  /** Never rejects. */
  static async open(): Promise<PdhQuery | Unavailable> {
    const { library, why } = await systemLibrary('pdh.dll');
    if (!library) return why;
    const functions = functionsOf(library);
    const query = Buffer.alloc(8);
    const code = functions.open?.(null, 0n, query) ?? -1;
    if (code !== SUCCESS) return { code: 'driver-refuses', driver: 'PDH', reason: hexadecimal(code) };
    return new PdhQuery(library, functions, query.readBigUInt64LE());
  }

  /**
   * Adds a counter by its English path: other names than these are translated, and fail on a Windows in another language.
   * @returns null where this box has no such counter
   */
  add(path: string): Counter | null {
    const counter = Buffer.alloc(8);
    const code = this.#functions.add?.(this.#query, wideText(path), 0n, counter);
    return code === SUCCESS ? counter.readBigUInt64LE() : null;
  }

  /** Reads all counters. The first time is what rates are measured from. @returns whether there is anything to read */
  collect(): boolean {
    return this.#functions.collect?.(this.#query) === SUCCESS;
  }

  /** All instances of a counter; null where it has no values now, as a rate has none after the first collection. */
  rows(counter: Counter | null): readonly CounterRow[] | null {
    if (counter === null) return null;
    const [bytes, count] = [Buffer.alloc(4), Buffer.alloc(4)];
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      bytes.writeUInt32LE(this.#buffer.length);
      const code = this.#functions.array?.(counter, DOUBLE | NO_CAP, bytes, count, this.#buffer);
      if (code === SUCCESS)
        return counterRows(this.#buffer, count.readUInt32LE(), this.#library.addressOf(this.#buffer));
      if (code === undefined || code >>> 0 !== MORE_DATA) return null;
      // Programs may start between the two questions.
      this.#buffer = Buffer.alloc(bytes.readUInt32LE() + ROOM);
    }
    return null;
  }

  /** The value of a counter that has one instance. */
  value(counter: Counter | null): number | null {
    return this.rows(counter)?.[0]?.value ?? null;
  }

  close(): void {
    this.#functions.close?.(this.#query);
  }
}

function functionsOf(library: NativeLibrary) {
  return {
    open: library.func('uint32_t PdhOpenQueryW(void *source, uint64_t user, void *query)'),
    add: library.func(
      'uint32_t PdhAddEnglishCounterW(uint64_t query, void *path, uint64_t user, void *counter)',
    ),
    collect: library.func('uint32_t PdhCollectQueryData(uint64_t query)'),
    array: library.func(
      'uint32_t PdhGetFormattedCounterArrayW(uint64_t counter, uint32_t format, void *bytes, void *count, void *items)',
    ),
    close: library.func('uint32_t PdhCloseQuery(uint64_t query)'),
  };
}

const hexadecimal = (code: number) => `0x${(code >>> 0).toString(16)}`;
