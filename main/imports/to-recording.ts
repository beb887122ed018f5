import { TRACE_FORMAT, type Sample, type TraceEvent } from '../../shared/model/trace.ts';
import type { Recording } from '../../shared/model/trace-text.ts';
import { READINGS_DISORDERED, misplacedEvent } from '../../shared/probing/told-times.ts';
import type { Seconds } from '../../shared/model/units.ts';
import type { Imported } from './format.ts';

/** A file as it was read. */
export interface ImportedFile {
  /** Without its folder. */
  readonly name: string;
  readonly format: string;
  readonly imported: Imported;
  /** The line of the first reading that stands behind a later one; null where none does. */
  readonly firstBehind: number | null;
  /** Whether its last line was cut off. */
  readonly cutOff: boolean;
}

const PER_CARD = ['gpu', 'vram', 'encoder', 'clock', 'temperature'] as const;
const MS = 1000;

/** A file's timeline, laid over the others by whole ticks. */
interface Layer {
  readonly file: ImportedFile;
  readonly number: number;
  /** Ticks that come off its own. */
  readonly shift: number;
}

function warning(code: string, data: Record<string, unknown> = {}): TraceEvent {
  return { type: 'event', t: 0, event: 'warning', code, ...data };
}

/** Files with a clock on the wall share it; one without begins with the first of them. */
function layersOf(files: readonly ImportedFile[], tick: Seconds): Layer[] {
  for (const { imported } of files) if (imported.timeline.tick !== tick) imported.timeline.coarsen(tick);
  const firsts = files.map(({ imported }) => imported.timeline.places()[0] ?? 0);
  const onWall = firsts.filter((_, place) => files[place]?.imported.wallClock);
  const wall = onWall.length > 0 ? Math.min(...onWall) : 0;
  return files.map((file, number) => ({
    ...{ file, number },
    shift: file.imported.wallClock ? wall : (firsts[number] ?? 0),
  }));
}

/** Who is alive in a tick, by a name that is the same in all ticks. */
function aliveIn(layers: readonly Layer[], place: number, tick: Seconds): string[] {
  return layers.flatMap(({ file: { imported }, number, shift }) => {
    const own = place + shift;
    if (imported.instances.size > 0)
      return [...imported.instances.values()].flatMap(({ key, from, to }) =>
        Math.floor(from / tick) <= own && own <= Math.floor(to / tick) ? [`${number} ${key}`] : [],
      );
    const counted = imported.program === null ? null : imported.timeline.at(`n ${imported.program}`, own);
    return Array.from({ length: counted ?? 0 }, (_, slot) => `${number} ${slot + 1}`);
  });
}

/** The first of the files that read something tells it; the others may be of other things. */
function reading(layers: readonly Layer[], name: string, place: number): number | null {
  for (const { file, shift } of layers) {
    const value = file.imported.timeline.at(name, place + shift);
    if (value !== null) return value;
  }
  return null;
}

function cardsOf(layers: readonly Layer[], load: string): number {
  const indices = layers.flatMap(({ file }) =>
    file.imported.timeline.names.flatMap((name) =>
      name.startsWith(`${load} `) ? Number(name.split(' ')[1]) + 1 : [],
    ),
  );
  return Math.min(64, Math.max(0, ...indices));
}

/** The seconds between samples: what most of the gaps are, for a program that samples more slowly than our tick. */
function stepOf(places: readonly number[]): number {
  const gaps = places.slice(1).map((place, i) => place - (places[i] ?? 0));
  return gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 1;
}

/** Counts who is alive from sample to sample, and makes launches and exits of what changes. */
class Lives {
  readonly events: TraceEvent[] = [];
  readonly #ids = new Map<string, number>();
  #alive: ReadonlySet<string> = new Set();
  #next = 1;

  at(alive: readonly string[], before: Seconds, t: Seconds): void {
    const now = new Set(alive);
    for (const key of this.#alive)
      if (!now.has(key)) {
        this.events.push({ type: 'event', t, event: 'exit', instance: this.id(key), reason: 'stopped' });
        this.#ids.delete(key);
      }
    for (const key of now)
      if (!this.#alive.has(key)) {
        this.#ids.set(key, this.#next);
        this.events.push({ type: 'event', t: before, event: 'launch', instance: this.#next++ });
      }
    this.#alive = now;
  }

  id(key: string): number {
    return this.#ids.get(key) ?? 0;
  }
}

function framesIn(layers: readonly Layer[], place: number, lives: Lives): NonNullable<Sample['fps']> {
  return layers.flatMap(({ file: { imported }, number, shift }) =>
    [...imported.instances.keys()].flatMap((key) => {
      const milliseconds = imported.timeline.at(`ms ${key}`, place + shift);
      const instance = lives.id(`${number} ${key}`);
      return milliseconds === null || instance === 0 ? [] : [{ instance, fps: MS / milliseconds }];
    }),
  );
}

function sampleAt(
  layers: readonly Layer[],
  cards: ReadonlyMap<string, number>,
  place: number,
): Partial<Sample> {
  const perCard = PER_CARD.flatMap((load) => {
    const count = cards.get(load) ?? 0;
    if (count === 0) return [];
    return [[load, Array.from({ length: count }, (_, index) => reading(layers, `${load} ${index}`, place))]];
  });
  const [cpu, ram] = [reading(layers, 'cpu', place), reading(layers, 'ram', place)];
  return {
    ...(cpu !== null && { cpu }),
    ...(ram !== null && { ram }),
    ...(Object.fromEntries(perCard) as Partial<Sample>),
  };
}

/** What each file had out of order, at the times of the recording. */
function disorders(
  layers: readonly Layer[],
  timeOf: (place: number) => Seconds,
  tick: Seconds,
): TraceEvent[] {
  return layers.flatMap(({ file, shift }) => {
    const { disorder } = file.imported.timeline;
    if (!disorder) return [];
    const own = (t: Seconds) => timeOf(Math.floor(t / tick) - shift);
    const at = ({ t, after }: { readonly t: Seconds; readonly after: Seconds }) => ({
      t: own(t),
      after: own(after),
    });
    const where = file.firstBehind === null ? {} : { file: file.name, line: file.firstBehind };
    const { count, first, last } = disorder;
    return misplacedEvent(READINGS_DISORDERED, { count, first: { ...at(first), ...where }, last: at(last) });
  });
}

function programOf(files: readonly ImportedFile[]): string | null {
  return files.map(({ imported }) => imported.program).find((program) => program !== null) ?? null;
}

/**
 * Recordings of other programs as one of ours: laid over one another by their clocks, in ticks, with launches and exits where the
 * number of instances changes. What it cannot tell it says as a warning.
 */
export function toRecording(files: readonly ImportedFile[]): Recording {
  const tick = Math.max(...files.map(({ imported }) => imported.timeline.tick));
  const layers = layersOf(files, tick);
  const places = [
    ...new Set(
      layers.flatMap(({ file, shift }) => file.imported.timeline.places().map((place) => place - shift)),
    ),
  ].toSorted((a, b) => a - b);
  const step = stepOf(places) * tick;
  const cards = new Map(PER_CARD.map((load) => [load as string, cardsOf(layers, load)]));
  const lives = new Lives();
  const samples: Sample[] = [];
  const [first = 0] = places;
  const timeOf = (place: number): Seconds => (place - first) * tick + step;
  for (const place of places) {
    const t = timeOf(place);
    const alive = aliveIn(layers, place, tick);
    lives.at(alive, samples.at(-1)?.t ?? 0, t);
    const fps = framesIn(layers, place, lives);
    samples.push({
      ...{ type: 'sample', t, n: alive.length },
      ...sampleAt(layers, cards, place),
      ...(fps.length > 0 && { fps }),
    });
  }
  const unaligned = files.length > 1 && files.some(({ imported }) => !imported.wallClock);
  const counted = samples.some(({ n }) => n > 0);
  const gpus = [...new Map(files.flatMap(({ imported }) => [...imported.gpus])).entries()];
  const program = programOf(files);
  return {
    meta: {
      type: 'meta',
      format: TRACE_FORMAT,
      ...{
        tick: step,
        method: 'steady',
        box: `import:${[...new Set(files.map(({ format }) => format))].join('+')}`,
      },
      ...(program !== null && { plan: { name: program } }),
      ...(gpus.length > 0 && {
        host: { gpus: gpus.toSorted(([a], [b]) => a - b).map(([, name]) => ({ name })) },
      }),
    },
    samples,
    events: [
      ...(counted ? [] : [warning('import-no-count')]),
      ...(unaligned ? [warning('import-unaligned')] : []),
      ...(step > 1 && tick > 1 ? [warning('import-coarse', { tick: step })] : []),
      ...disorders(layers, timeOf, tick),
      ...lives.events,
    ],
    cutOff: files.some(({ cutOff }) => cutOff),
  };
}
