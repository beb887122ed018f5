import { describe, expect, it } from 'vitest';
import { layOutRows } from '../../../build/test/counter-rows.ts';
import { counterRows } from './counter-array.ts';

const ADDRESS = 0x7ffe_1234_5678n;

describe('an array of counter values', () => {
  it('is read with the names that it points at, odd ones too', () => {
    const rows = [
      { instance: '0,_Total', value: 12.5, status: 0 },
      { instance: '进程 (x) #1', value: 300, status: 1 },
      { instance: '', value: 1, status: 0 },
    ];
    expect(counterRows(layOutRows(rows, ADDRESS), rows.length, ADDRESS)).toEqual(
      rows.map(({ instance, value }) => ({ instance, value })),
    );
  });

  it('leaves out what has no valid value: the first collection, an instance that is gone, not a number', () => {
    const rows = [
      { instance: 'first', value: 0, status: 0xc0000bc6 },
      { instance: 'gone', value: 0, status: 0x800007d1 },
      { instance: 'odd', value: Number.NaN, status: 0 },
      { instance: 'kept', value: 0, status: 0 },
    ];
    expect(counterRows(layOutRows(rows, ADDRESS), rows.length, ADDRESS)).toEqual([
      { instance: 'kept', value: 0 },
    ]);
  });

  it('never reads outside its buffer', () => {
    const buffer = layOutRows([{ instance: 'name', value: 1, status: 0 }], ADDRESS);
    expect(counterRows(buffer, 1000, ADDRESS)).toEqual([{ instance: 'name', value: 1 }]);
    expect(counterRows(buffer, 1, ADDRESS + 4096n)).toEqual([]);
    expect(counterRows(buffer, 1, ADDRESS - 4096n)).toEqual([]);
    expect(counterRows(Buffer.alloc(0), 3, ADDRESS)).toEqual([]);
  });
});
