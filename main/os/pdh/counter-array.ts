import { readWideText } from '../native/wide-text.ts';

/** One instance of a counter. */
export interface CounterRow {
  readonly instance: string;
  readonly value: number;
}

/** `PDH_FMT_COUNTERVALUE_ITEM_W` on 64 bits. */
const ITEM = { bytes: 24, name: 0, status: 8, value: 16 };
/** Valid, and valid and new. Anything else has no value: the first collection of a rate, an instance that is gone. */
const MOST_VALID_STATUS = 1;

/**
 * The rows of `PdhGetFormattedCounterArrayW` with doubles. The names lie behind the array in the same buffer and are
 * pointed at by address; a pointer that leads elsewhere, and a row without a valid value, is left out.
 * @param address where the buffer lay when it was filled
 */
export function counterRows(buffer: Buffer, count: number, address: bigint): readonly CounterRow[] {
  const rows: CounterRow[] = [];
  const most = Math.min(count, Math.floor(buffer.length / ITEM.bytes));
  for (let row = 0; row < most; row++) {
    const at = row * ITEM.bytes;
    const value = buffer.readDoubleLE(at + ITEM.value);
    if (buffer.readUInt32LE(at + ITEM.status) > MOST_VALID_STATUS || !Number.isFinite(value)) continue;
    const name = Number(buffer.readBigUInt64LE(at + ITEM.name) - address);
    if (name < most * ITEM.bytes || name >= buffer.length) continue;
    rows.push({ instance: readWideText(buffer, name), value });
  }
  return rows;
}
