import { frameSummary, type FrameSummary } from '../../shared/model/frame-summary.ts';
import { LOADS, isPerGpu, type Load } from '../../shared/model/resources.ts';
import type { Sample } from '../../shared/model/trace.ts';

/** What is drawn of a sample: the loads of the box, and what the frame rates come to. */
export type BoxReading = Pick<Sample, 't' | 'n' | Load> & { readonly frames: FrameSummary | null };

/** Samples in a block: four minutes at one a second, which are read from their lines until they are a block. */
export const BLOCK_SAMPLES = 240;

interface Column {
  readonly name: string;
  readonly read: (reading: BoxReading) => number | null | undefined;
}

export function boxReading({ t, n, cpu, ram, gpu, vram, encoder, fps }: Sample): BoxReading {
  return { t, n, cpu, ram, gpu, vram, encoder, frames: frameSummary(fps) };
}

function columnsFor(readings: readonly BoxReading[]): Column[] {
  const loads = LOADS.flatMap((load): Column[] => {
    if (!isPerGpu(load)) return [{ name: load, read: (reading) => reading[load] }];
    const cards = readings.reduce((most, reading) => Math.max(most, reading[load]?.length ?? 0), 0);
    return Array.from({ length: cards }, (_, card) => ({
      name: `${load} ${card}`,
      read: (reading) => reading[load]?.[card],
    }));
  });
  return [
    { name: 't', read: ({ t }) => t },
    { name: 'n', read: ({ n }) => n },
    ...loads,
    { name: 'worst', read: ({ frames }) => frames?.worst },
    { name: 'mean', read: ({ frames }) => frames?.mean },
  ];
}

const LENGTH_BYTES = 4;
const NUMBER_BYTES = 8;

/**
 * Readings column by column: how long the names are (4 bytes), the names as JSON, then 64-bit numbers, the least byte first; NaN is what
 * could not be read. Reading it back takes a hundredth of what the lines of the trace take, and gives the same numbers.
 */
export function encodeBlock(readings: readonly BoxReading[]): Buffer {
  const columns = columnsFor(readings);
  const names = Buffer.from(JSON.stringify(columns.map(({ name }) => name)));
  const start = LENGTH_BYTES + names.length;
  const block = Buffer.alloc(start + NUMBER_BYTES * columns.length * readings.length);
  block.writeUInt32LE(names.length);
  names.copy(block, LENGTH_BYTES);
  let at = start;
  for (const { read } of columns)
    for (const reading of readings) at = block.writeDoubleLE(read(reading) ?? Number.NaN, at);
  return block;
}

/** What {@link encodeBlock} was given. */
export function decodeBlock(block: Buffer): BoxReading[] {
  const start = LENGTH_BYTES + block.readUInt32LE();
  const names = JSON.parse(block.toString('utf8', LENGTH_BYTES, start)) as string[];
  const count = (block.length - start) / NUMBER_BYTES / names.length;
  const columns = new Map(names.map((name, column) => [name, start + NUMBER_BYTES * column * count]));
  const column = (name: string) => {
    const from = columns.get(name);
    if (from === undefined) return () => null;
    return (place: number) => {
      const value = block.readDoubleLE(from + NUMBER_BYTES * place);
      return Number.isNaN(value) ? null : value;
    };
  };
  const cards = (load: Load) => {
    const each = names.filter((name) => name.startsWith(`${load} `)).map(column);
    return (place: number) => each.map((read) => read(place));
  };
  const [t, n, cpu, ram] = [column('t'), column('n'), column('cpu'), column('ram')];
  const [gpu, vram, encoder] = [cards('gpu'), cards('vram'), cards('encoder')];
  const [worst, mean] = [column('worst'), column('mean')];
  return Array.from({ length: count }, (_, place): BoxReading => {
    const slowest = worst(place);
    return {
      t: t(place) ?? 0,
      n: n(place) ?? 0,
      cpu: cpu(place),
      ram: ram(place),
      gpu: gpu(place),
      vram: vram(place),
      encoder: encoder(place),
      frames: slowest === null ? null : { worst: slowest, mean: mean(place) ?? slowest },
    };
  });
}
