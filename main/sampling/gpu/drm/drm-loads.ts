import type { ProcFolder } from '../../../os/procfs/proc-folder.ts';
import type { SysfsFolder } from '../../../os/sysfs/sysfs-folder.ts';
import type { Percent, Seconds } from '../../../../shared/model/units.ts';
import { busiest, byKind } from '../engine-kinds.ts';
import type { PartialReading } from '../../provider.ts';
import type { EngineLoads, Gpus, InstancePids, InstanceReading } from '../../sampler.ts';
import { DrmCard, type CardReading } from './drm-card.ts';
import { DrmClients, type CardUse, type CardUses } from './drm-clients.ts';

/** No card of this name is ever there. */
const GONE = 'gone';

interface Place {
  card: DrmCard;
  here: boolean;
}

/** Every card of the box and who uses it, from sysfs and the drivers' words in procfs. Cards keep their places for good. */
export class DrmLoads {
  readonly #proc: ProcFolder;
  readonly #sysfs: SysfsFolder;
  readonly #now: () => Seconds;
  readonly #clients: DrmClients;
  readonly #places: Place[] = [];

  /**
   * @param now a monotonic clock
   * @param known the cards in the order that a reader before this one gave them
   */
  constructor(proc: ProcFolder, sysfs: SysfsFolder, now: () => Seconds, known: Gpus = []) {
    this.#proc = proc;
    this.#sysfs = sysfs;
    this.#now = now;
    this.#clients = new DrmClients(proc);
    for (const { id } of known) this.#places.push({ card: new DrmCard(sysfs, GONE, id ?? ''), here: false });
    this.#look();
  }

  get cards(): readonly DrmCard[] {
    return this.#places.map(({ card }) => card);
  }

  describe(): Gpus {
    return this.cards.map((card) => card.describe());
  }

  /** The first call is the baseline: it has no loads of processes yet. */
  read(instances: InstancePids): PartialReading {
    const came = this.#look();
    if (this.#places.length === 0) return {};
    const now = this.#now();
    const use = this.#clients.read(instances, this.#others(instances), now);
    const readings = this.#places.map(({ card, here }) => (here ? card.read(now) : null));
    const loads = this.#places.map(({ card, here }, place) => {
      const engines = here ? enginesOf(use.all.get(card.id)) : null;
      const told = readings[place]?.gpu ?? null;
      return { engines, gpu: told ?? (engines && busiest(engines)) };
    });
    const each = <T>(value: (reading: CardReading) => T | null) =>
      readings.map((reading) => (reading ? value(reading) : null));
    return {
      ...(came && { gpus: this.describe() }),
      gpu: loads.map(({ gpu }) => gpu),
      engines: loads.map(({ engines }) => engines),
      encoder: loads.map(({ engines }) => engines?.encode ?? null),
      vram: this.#places.map(
        ({ card }, place) => readings[place]?.vram ?? ofClients(card, use.all.get(card.id)),
      ),
      sharedVramMiB: this.#places.map(
        ({ card }, place) => readings[place]?.sharedVramMiB ?? use.all.get(card.id)?.sharedMiB ?? null,
      ),
      clock: each(({ clock }) => clock),
      temperature: each(({ temperature }) => temperature),
      powerWatts: each(({ powerWatts }) => powerWatts),
      throttle: each(({ throttle }) => throttle),
      instances: new Map(
        [...instances.keys()].map((instance) => [instance, this.#ofInstance(use.instances.get(instance))]),
      ),
    };
  }

  #ofInstance(uses: CardUses | undefined): Partial<InstanceReading> {
    if (!uses) return {};
    const engines = this.#places.map(({ card }) => enginesOf(uses.get(card.id)));
    const memory = [...uses.values()].flatMap(({ dedicatedMiB }) => dedicatedMiB ?? []);
    return {
      gpu: engines.map((one) => one && busiest(one)),
      engines,
      vramMiB: memory.length === 0 ? null : memory.reduce((sum, mib) => sum + mib, 0),
    };
  }

  /** Where a driver does not tell how busy its card is with everybody's work, everybody has to be looked at. */
  #others(instances: InstancePids): readonly number[] {
    if (this.cards.every((card) => card.tellsLoad || card.driver === 'nvidia')) return [];
    const own = new Set([...instances.values()].flat());
    return this.#proc.pids().filter((pid) => !own.has(pid));
  }

  /** @returns whether a card came that was never here before */
  #look(): boolean {
    let came = false;
    const here = new Set<string>();
    for (const name of this.#sysfs.names('class/drm')) {
      if (!/^card\d+$/u.test(name)) continue;
      // A card without a render node shows pictures and computes none: a server's own, a virtual screen.
      const nodes = this.#sysfs.names(`class/drm/${name}/device/drm`);
      if (!nodes.some((node) => node.startsWith('renderD'))) continue;
      const id = this.#sysfs.target(`class/drm/${name}/device`)?.toLowerCase();
      if (id === undefined) continue;
      here.add(id);
      const place = this.#places.find(({ card }) => card.id === id);
      if (!place) {
        this.#places.push({ card: new DrmCard(this.#sysfs, name, id), here: true });
        came = true;
      } else if (!place.here) {
        // The same card may come back under another name.
        place.card = new DrmCard(this.#sysfs, name, id);
      }
    }
    for (const place of this.#places) place.here = here.has(place.card.id);
    return came;
  }
}

/** Null where nothing was told: neither a client seen nor an engine named. */
function enginesOf(use: CardUse | undefined): EngineLoads | null {
  return use && use.engines.size > 0 ? byKind(use.engines) : null;
}

function ofClients(card: DrmCard, use: CardUse | undefined): Percent | null {
  const total = card.vramMiB();
  const used = use?.dedicatedMiB ?? null;
  return total === null || total === 0 || used === null ? null : Math.min(100, (100 * used) / total);
}
