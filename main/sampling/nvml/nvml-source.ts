import type { Capability, ReadingName, Unavailable } from '../../../shared/model/capability.ts';
import type { Percent } from '../../../shared/model/units.ts';
import type { NvmlCard } from '../../os/nvml/nvml-card.ts';
import { openNvml, type Nvml } from '../../os/nvml/nvml.ts';
import type { DriverSource } from '../drivers/driver-source.ts';
import type { PartialReading, ProviderStart } from '../provider.ts';
import type { EngineLoads, Gpus, InstancePids, InstanceReading } from '../sampler.ts';
import { encoderSessionLimit } from './encoder-session-limit.ts';
import { NVML_READINGS } from './nvml-readings.ts';

type Gpu = Gpus[number];

/** A card and what it was asked at one moment. */
interface CardReading {
  readonly gpu: Percent | null;
  readonly engines: EngineLoads | null;
  readonly vram: Percent | null;
  readonly encoder: Percent | null;
  readonly encoderSessions: number | null;
  readonly clock: Percent | null;
  readonly temperature: number | null;
  readonly powerWatts: number | null;
  readonly throttle: readonly string[] | null;
}

const NOTHING: CardReading = {
  gpu: null,
  engines: null,
  vram: null,
  encoder: null,
  encoderSessions: null,
  clock: null,
  temperature: null,
  powerWatts: null,
  throttle: null,
};

/** What NVIDIA's cards tell. Runs in the sampler process. */
export function nvmlSource(): DriverSource {
  let nvml: Nvml | null = null;
  /** By place; null where a card of an earlier process is gone. */
  let cards: readonly (NvmlCard | null)[] = [];

  return {
    open: async (known): Promise<ProviderStart> => {
      const opened = await openNvml();
      if (!opened.nvml) return { capabilities: capabilities(new Map(), opened.why) };
      nvml = opened.nvml;
      const driver = nvml.driverVersion;
      const found = nvml.cards.map((card) => ({ card, gpu: describe(card, driver) }));
      if (found.length === 0 && known.length === 0)
        return { capabilities: capabilities(new Map(), { code: 'no-device' }) };
      const isKnown = ({ gpu }: { gpu: Gpu }) => known.some(({ id }) => id === gpu.id);
      const kept = known.map((gpu) => found.find((one) => one.gpu.id === gpu.id) ?? { card: null, gpu });
      const places = [...kept, ...found.filter((one) => !isKnown(one))];
      cards = places.map(({ card }) => card);
      const silent: Unavailable = { code: 'driver-silent', driver: `NVIDIA ${driver ?? ''}`.trim() };
      return { capabilities: capabilities(tells(cards), silent), gpus: places.map(({ gpu }) => gpu) };
    },
    read: (instances) => {
      const readings = cards.map(readCard);
      const there = cards.filter((card) => card !== null);
      // With no card left the library must be opened anew; one lost card of several is just null.
      if (there.length > 0 && there.every(({ lost }) => lost))
        throw new Error('the driver has lost every card');
      return { ...perCard(readings), instances: readInstances(cards, instances) };
    },
    close: () => nvml?.close(),
  };
}

function describe(card: NvmlCard, driver: string | null): Gpu {
  const name = card.name();
  return {
    name,
    vramMiB: card.memory()?.totalMiB ?? null,
    slowdownCelsius: card.slowdownTemperature(),
    // Where the bus is not told, as in some virtual machines, the UUID still keeps equal cards apart.
    id: card.pciAddress() ?? card.uuid(),
    uuid: card.uuid(),
    driver,
    encoderSessionLimit: encoderSessionLimit(name, driver),
  };
}

function readCard(card: NvmlCard | null): CardReading {
  if (!card) return NOTHING;
  const memory = card.memory();
  const [encode, decode] = [card.encoder(), card.decoder()];
  const engines = { ...(encode !== null && { encode }), ...(decode !== null && { decode }) };
  return {
    gpu: card.utilization(),
    engines: Object.keys(engines).length === 0 ? null : engines,
    vram: memory && memory.totalMiB > 0 ? (100 * memory.takenMiB) / memory.totalMiB : null,
    encoder: encode,
    encoderSessions: card.encoderSessions(),
    clock: card.clock(),
    temperature: card.temperature(),
    powerWatts: card.powerWatts(),
    throttle: card.clockReasons(),
  };
}

function perCard(readings: readonly CardReading[]): PartialReading {
  const names = Object.keys(NOTHING) as (keyof CardReading)[];
  return Object.fromEntries(names.map((name) => [name, readings.map((reading) => reading[name])]));
}

/** The readings of each instance are sums over its processes, card by card. */
function readInstances(
  cards: readonly (NvmlCard | null)[],
  instances: InstancePids,
): Map<number, Partial<InstanceReading>> {
  const uses = cards.map((card) => card?.processUse() ?? null);
  const memories = cards.map((card) => card?.processMemory() ?? null);
  return new Map(
    [...instances].map(([instance, pids]) => {
      const engines = uses.map((use): EngineLoads | null => {
        if (!use) return null;
        const own = pids.flatMap((pid) => use.get(pid) ?? []);
        const sum = (of: 'encode' | 'decode') => own.reduce((all, one) => all + one[of], 0);
        return { encode: Math.min(100, sum('encode')), decode: Math.min(100, sum('decode')) };
      });
      const gpu = uses.map(
        (use) =>
          use &&
          Math.min(
            100,
            pids.reduce((all, pid) => all + (use.get(pid)?.gpu ?? 0), 0),
          ),
      );
      const told = memories.filter((memory) => memory !== null);
      const vramMiB = told.flatMap((memory) => pids.map((pid) => memory.get(pid) ?? 0));
      return [
        instance,
        {
          ...(gpu.some((load) => load !== null) && { gpu, engines }),
          ...(told.length > 0 && { vramMiB: vramMiB.reduce((all, one) => all + one, 0) }),
        },
      ];
    }),
  );
}

/** What at least one card tells, found out by asking. */
function tells(cards: readonly (NvmlCard | null)[]): ReadonlyMap<ReadingName, boolean> {
  const readings = cards.map(readCard);
  const there = cards.filter((card) => card !== null);
  return new Map<ReadingName, boolean>([
    ...(Object.keys(NOTHING) as (keyof CardReading)[]).map((name): [ReadingName, boolean] => [
      name,
      readings.some((reading) => reading[name] !== null),
    ]),
    ['instances.gpu', there.some((card) => card.processUse() !== null)],
    ['instances.vramMiB', there.some((card) => card.processMemory() !== null)],
  ]);
}

function capabilities(told: ReadonlyMap<ReadingName, boolean>, why: Unavailable): readonly Capability[] {
  return NVML_READINGS.map((reading): Capability => {
    const available = told.get(reading) === true;
    return { reading, source: 'nvml', available, why: available ? null : why };
  });
}
