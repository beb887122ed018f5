import type { Capability, ReadingName, Unavailable } from '../../../shared/model/capability.ts';
import { PdhQuery, type Counter } from '../../os/pdh/pdh-query.ts';
import { displayAdapters } from '../../os/windows/display-adapters.ts';
import type { DriverSource } from '../drivers/driver-source.ts';
import { GpuLoads, type GpuRows } from './gpu-loads.ts';
import { PdhCards } from './pdh-cards.ts';
import { PDH_READINGS } from './pdh-readings.ts';
import { readCards } from './read-cards.ts';

/** The counters, by their English names, in one query that stays open. */
const COUNTERS = {
  engines: '\\GPU Engine(*)\\Utilization Percentage',
  dedicated: '\\GPU Adapter Memory(*)\\Dedicated Usage',
  shared: '\\GPU Adapter Memory(*)\\Shared Usage',
  processDedicated: '\\GPU Process Memory(*)\\Dedicated Usage',
} as const satisfies Record<keyof GpuRows, string>;
type Counters = Readonly<Record<keyof GpuRows, Counter | null>>;

const READINGS = Object.keys(PDH_READINGS) as (keyof typeof PDH_READINGS)[];

/** What Windows itself counts of each card, whoever made it. Runs in the sampler process. */
export function pdhSource(): DriverSource {
  let query: PdhQuery | null = null;
  let counters: Counters | null = null;
  let cards: PdhCards | null = null;

  const now = (): GpuLoads | null => {
    if (!query || !counters || !query.collect()) return null;
    const [pdh, known] = [query, counters];
    const rows = (name: keyof GpuRows) => pdh.rows(known[name]);
    return new GpuLoads({
      engines: rows('engines'),
      dedicated: rows('dedicated'),
      shared: rows('shared'),
      processDedicated: rows('processDedicated'),
    });
  };

  return {
    open: async (known) => {
      const opened = await PdhQuery.open();
      if (!(opened instanceof PdhQuery)) return { capabilities: capabilities(() => opened) };
      query = opened;
      const added = Object.fromEntries(
        Object.entries(COUNTERS).map(([name, path]) => [name, opened.add(path)]),
      ) as Counters;
      counters = added;
      const adapters = await displayAdapters();
      cards = new PdhCards((luid) => adapters.get(luid), known);
      // The baseline of the rates; who is there is told by the memory counters already now.
      cards.add(now()?.adapters ?? []);
      const found = cards.all.length > 0;
      return {
        capabilities: capabilities((reading) =>
          added[counterOf(reading)] === null
            ? { code: 'no-source', source: PDH_READINGS[reading] }
            : found
              ? null
              : { code: 'no-device' },
        ),
        gpus: cards.gpus,
      };
    },
    read: (instances) => {
      const loads = now();
      if (!loads || !cards) return {};
      const come = cards.add(loads.adapters);
      return { ...(come && { gpus: cards.gpus }), ...readCards(loads, cards.all, instances) };
    },
    close: () => query?.close(),
  };
}

function counterOf(reading: keyof typeof PDH_READINGS): keyof GpuRows {
  switch (reading) {
    case 'vram':
      return 'dedicated';
    case 'sharedVramMiB':
      return 'shared';
    case 'instances.vramMiB':
      return 'processDedicated';
    case 'gpu':
    case 'engines':
    case 'encoder':
    case 'instances.gpu':
      return 'engines';
  }
}

function capabilities(
  whyNot: (reading: keyof typeof PDH_READINGS) => Unavailable | null,
): readonly Capability[] {
  return READINGS.map((reading): Capability => {
    const why = whyNot(reading);
    return { reading: reading satisfies ReadingName, source: 'pdh', available: why === null, why };
  });
}
