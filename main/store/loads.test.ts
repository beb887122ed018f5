import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sample } from '../../shared/model/trace.ts';
import { boxReading, decodeBlock, encodeBlock, type BoxReading } from './load-blocks.ts';
import { openStore, type Store } from './store.ts';

const reading = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null });
const rates = fc.array(fc.record({ instance: fc.nat(9), fps: reading }), { maxLength: 4 });
const oneSample = (t: number): fc.Arbitrary<Sample> =>
  fc
    .record(
      {
        n: fc.nat(99),
        cpu: reading,
        ram: reading,
        gpu: fc.array(reading, { maxLength: 3 }),
        encoder: fc.array(reading, { maxLength: 3 }),
        fps: rates,
      },
      { requiredKeys: ['n'] },
    )
    .map((fields) => ({ type: 'sample', t, ...fields }));
const samplesOf = (length: number) => fc.tuple(...Array.from({ length }, (_, i) => oneSample(0.5 * (i + 1))));

/** With a place for every card that any of them knows, as a block has it. */
function drawn(samples: readonly Sample[]): unknown[] {
  const cards = (load: 'gpu' | 'vram' | 'encoder') =>
    samples.reduce((most, one) => Math.max(most, one[load]?.length ?? 0), 0);
  const all = { gpu: cards('gpu'), vram: cards('vram'), encoder: cards('encoder') };
  return samples.map((sample) => {
    const { t, n, cpu = null, ram = null, frames, ...perCard } = boxReading(sample);
    const places = (load: keyof typeof all) =>
      Array.from({ length: all[load] }, (_, card) => perCard[load]?.[card] ?? null);
    return { t, n, cpu, ram, gpu: places('gpu'), vram: places('vram'), encoder: places('encoder'), frames };
  });
}

it('a block gives back the very numbers, and null where nothing was read', () => {
  fc.assert(
    fc.property(fc.nat(20).chain(samplesOf), (samples) => {
      expect(decodeBlock(encodeBlock(samples.map(boxReading)))).toEqual(drawn(samples));
    }),
  );
});

describe('what is drawn of a run', () => {
  let folder: string;
  let store: Store;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'kneescope-loads-'));
    store = openStore(folder);
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const meta = { type: 'meta' as const, run: 'run' };
  const many = (count: number): Sample[] =>
    Array.from({ length: count }, (_, i) => ({
      ...{ type: 'sample' as const, t: i + 1, n: i % 7, cpu: 100 * Math.sin(i) ** 2, gpu: [i / 7, null] },
      fps: [{ instance: 1, fps: 60 - (i % 3) }],
    }));
  const begin = () => store.begin({ run: 'run', meta, tags: [], owner: 'me', durable: false });
  const write = (samples: readonly Sample[], atOnce: number) => {
    const writer = begin();
    for (let at = 0; at < samples.length; at += atOnce) writer.append(samples.slice(at, at + atOnce), []);
    return writer;
  };
  const inFile = <Row>(sql: string): Row[] => {
    const database = new Database(path.join(folder, 'kneescope.sqlite'));
    const statement = database.prepare(sql);
    const rows = statement.reader ? (statement.all() as Row[]) : (statement.run(), []);
    database.close();
    return rows;
  };
  const blocks = () =>
    inFile<{ samples: number }>('SELECT samples FROM load_block').map(({ samples }) => samples);
  const times = (readings: readonly BoxReading[]) => readings.map(({ t }) => t);

  it.each([1, 7, 1000])('is the same as its lines tell, written %i at a time', (atOnce) => {
    const samples = many(1000);
    write(samples, atOnce);
    expect(blocks()).toEqual([240, 240, 240, 240]);
    const readings = store.boxReadings('run', -1);
    expect(readings.slice(0, 960)).toEqual(drawn(samples.slice(0, 960)));
    expect(readings.slice(960)).toEqual(samples.slice(960).map(boxReading));
    expect(times(store.boxReadings('run', 500))).toEqual(times(readings).slice(500));
    expect(times(store.boxReadings('run', 990))).toEqual(times(readings).slice(990));
    expect(store.boxReadings('run', 1000)).toEqual([]);
    expect(store.countSamples('run')).toBe(1000);
  });

  it('is made anew from the lines where it is missing, once the run is over', () => {
    const writer = write(many(600), 100);
    const before = store.boxReadings('run', -1);
    inFile('DELETE FROM load_block');
    expect(times(store.boxReadings('run', -1))).toEqual(times(before));
    expect(blocks()).toEqual([]);
    writer.finish({ verdict: 'invalid' } as never);
    expect(times(store.boxReadings('run', 300))).toEqual(times(before).slice(300));
    expect(blocks()).toEqual([]);
    expect(times(store.boxReadings('run', -1))).toEqual(times(before));
    expect(blocks()).toEqual([240, 240]);
    expect(store.boxReadings('run', -1)).toEqual(before);
    expect(store.countSamples('run')).toBe(600);
  });

  it('follows the lines where times went back', () => {
    const writer = write(many(500), 500);
    writer.append([{ type: 'sample', t: 100.5, n: 1 }], []);
    writer.append([{ type: 'sample', t: 501, n: 1 }], []);
    expect(blocks()).toEqual([]);
    const all = times(store.boxReadings('run', -1));
    expect(all).toEqual(all.toSorted((a, b) => a - b));
    expect(all).toHaveLength(502);
    expect(store.countSamples('run')).toBe(502);
  });

  it('goes with its run', () => {
    write(many(300), 300);
    expect(blocks()).toEqual([240]);
    store.remove('run');
    expect(blocks()).toEqual([]);
  });

  it('of an imported run is there too', () => {
    store.add({ run: 'far', meta, tags: [], samples: many(500), events: [], verdict: null });
    expect(blocks()).toEqual([240, 240]);
    expect(times(store.boxReadings('far', -1))).toEqual(times(many(500).map(boxReading)));
  });
});
