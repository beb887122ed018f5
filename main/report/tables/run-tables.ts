import { cardCount, intervalOf } from '../../../shared/model/level-loads.ts';
import { LOADS, isPerGpu, type Load, type Resource } from '../../../shared/model/resources.ts';
import type { Recording } from '../../../shared/model/trace-text.ts';
import type { Sample } from '../../../shared/model/trace.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import type { Interval } from '../../../shared/stats/interval.ts';
import type { Table, Value } from './table.ts';

/** `cpu`, `gpu0`: a load and its card, as a column begins with it. */
const columnOf = ({ resource, index }: Resource) => `${resource}${index ?? ''}`;
const intervalColumns = (name: string, unit: string) =>
  ['mean', 'low', 'high'].map((part) => `${name}_${part}_${unit}`);
const intervalCells = (interval: Interval | null | undefined): Value[] =>
  interval ? [interval.mean, interval.low, interval.high] : [null, null, null];

/** What each resource alone would allow. */
function resourcesTable({ resources }: Verdict): Table {
  return {
    name: 'resources',
    columns: [
      ...['resource', 'index', 'limit_percent', 'capacity', 'predicted'],
      ...intervalColumns('demand', 'points'),
    ],
    rows: () =>
      resources.map(({ resource, index, limit, capacity, predicted, demand }) => [
        ...[resource, index, limit, capacity, predicted],
        ...intervalCells(demand),
      ]),
  };
}

/** The baseline as n = 0, then each level. */
function levelsTable(verdict: Verdict): Table {
  const cards = Array.from({ length: cardCount(verdict) }, (_, index) => index);
  const resources = LOADS.flatMap((resource) =>
    (isPerGpu(resource) ? cards : [null]).map((index): Resource => ({ resource, index })),
  );
  const { baseline, levels } = verdict;
  return {
    name: 'levels',
    columns: [
      ...['n', 'from_s', 'to_s', 'samples'],
      ...resources.flatMap((resource) => intervalColumns(columnOf(resource), 'percent')),
      ...['fps_worst', 'fps_mean'],
    ],
    rows: () => [
      ...(baseline
        ? [
            [
              ...[0, 0, baseline.seconds, null],
              ...resources.flatMap((resource) => intervalCells(intervalOf(baseline, resource))),
              ...[null, null],
            ],
          ]
        : []),
      ...levels.map((level) => [
        ...[level.n, level.from, level.to, level.samples],
        ...resources.flatMap((resource) => intervalCells(intervalOf(level, resource))),
        ...[level.fps?.worst ?? null, level.fps?.mean ?? null],
      ]),
    ],
  };
}

const PER_CARD = ['gpu', 'vram', 'encoder', 'clock', 'temperature'] as const;
const UNITS: Readonly<Record<Load | 'clock' | 'temperature', string>> = {
  ...{ cpu: 'percent', gpu: 'percent', vram: 'percent', ram: 'percent', encoder: 'percent' },
  ...{ clock: 'percent', temperature: 'celsius' },
};

function rates({ fps }: Sample): number[] {
  return (fps ?? []).flatMap(({ fps: rate }) => rate ?? []);
}

/** Every reading of the box. */
function samplesTable({ samples }: Recording): Table {
  const places = PER_CARD.flatMap((name) => {
    const cards = samples.reduce((most, sample) => Math.max(most, sample[name]?.length ?? 0), 0);
    return Array.from({ length: cards }, (_, index) => ({ name, index }));
  });
  return {
    name: 'samples',
    columns: [
      ...['t_s', 'n', 'cpu_percent', 'ram_percent'],
      ...places.map(({ name, index }) => `${name}${index}_${UNITS[name]}`),
      ...['fps_worst', 'fps_mean'],
    ],
    rows: function* () {
      for (const sample of samples) {
        const frames = rates(sample);
        const sum = frames.reduce((total, rate) => total + rate, 0);
        yield [
          ...[sample.t, sample.n, sample.cpu ?? null, sample.ram ?? null],
          ...places.map(({ name, index }) => sample[name]?.[index] ?? null),
          ...(frames.length === 0 ? [null, null] : [Math.min(...frames), sum / frames.length]),
        ];
      }
    },
  };
}

/** Every reading of an instance, a row each. */
function instancesTable({ samples }: Recording): Table {
  return {
    name: 'instances',
    columns: ['t_s', 'instance', 'cpu_percent', 'ram_MiB', 'vram_MiB', 'fps'],
    rows: function* () {
      for (const { t, instances, fps } of samples) {
        const frames = new Map((fps ?? []).map((one) => [one.instance, one.fps]));
        const read = new Map((instances ?? []).map((one) => [one.instance, one]));
        for (const instance of new Set([...read.keys(), ...frames.keys()])) {
          const { cpu, ramMiB, vramMiB } = read.get(instance) ?? {};
          yield [t, instance, cpu ?? null, ramMiB ?? null, vramMiB ?? null, frames.get(instance) ?? null];
        }
      }
    },
  };
}

/** What happened, with whatever else an event told as JSON. */
function eventsTable({ events }: Recording): Table {
  return {
    name: 'events',
    columns: ['t_s', 'event', 'instance', 'slot', 'gpu', 'reason', 'code', 'more'],
    rows: () =>
      events.map(({ type: _, t, event, instance, slot, gpu, reason, code, ...more }) => [
        ...[t, event, instance ?? null, slot ?? null, gpu ?? null, reason ?? null, code ?? null],
        Object.keys(more).length === 0 ? null : JSON.stringify(more),
      ]),
  };
}

/** A run's figures as tables, the short ones first. */
export function runTables(recording: Recording, verdict: Verdict): Table[] {
  return [
    resourcesTable(verdict),
    levelsTable(verdict),
    eventsTable(recording),
    samplesTable(recording),
    instancesTable(recording),
  ];
}
