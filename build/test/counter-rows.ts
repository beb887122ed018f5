import { readFileSync } from 'node:fs';

export interface FixtureRow {
  readonly instance: string;
  readonly value: number;
  readonly status: number;
}

/** The rows of a fixture of counters, by counter; lines that begin with # say where it comes from. */
export function readCounterFixture(file: URL): ReadonlyMap<string, readonly FixtureRow[]> {
  const rows = new Map<string, FixtureRow[]>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [counter = '', status, value, instance = ''] = line.split('\t');
    const row = { status: Number(status), value: Number(value), instance };
    rows.set(counter, [...(rows.get(counter) ?? []), row]);
  }
  return rows;
}

/** The same rows as Windows lays them out: items of 24 bytes, then the names that they point at. */
export function layOutRows(rows: readonly FixtureRow[], address: bigint): Buffer {
  const names = rows.map(({ instance }) => Buffer.from(`${instance}\0`, 'utf16le'));
  const buffer = Buffer.alloc(rows.length * 24 + names.reduce((sum, name) => sum + name.length, 0));
  let end = rows.length * 24;
  for (const [row, { status, value }] of rows.entries()) {
    buffer.writeBigUInt64LE(address + BigInt(end), row * 24);
    buffer.writeUInt32LE(status, row * 24 + 8);
    buffer.writeDoubleLE(value, row * 24 + 16);
    end += names[row]?.copy(buffer, end) ?? 0;
  }
  return buffer;
}
