import type { SysfsFolder } from '../../../os/sysfs/sysfs-folder.ts';
import type { Celsius, MiB, Percent, Seconds } from '../../../../shared/model/units.ts';
import type { Gpus } from '../../sampler.ts';

const MIB = 1_048_576;
const VENDORS: Readonly<Record<string, string>> = { '0x1002': 'AMD', '0x10de': 'NVIDIA', '0x8086': 'Intel' };

/** What one card tells of itself in sysfs, without anybody's process. */
export interface CardReading {
  readonly gpu: Percent | null;
  readonly vram: Percent | null;
  readonly sharedVramMiB: MiB | null;
  readonly clock: Percent | null;
  readonly temperature: Celsius | null;
  readonly powerWatts: number | null;
  readonly throttle: readonly string[] | null;
}

/** One graphics card under `/sys/class/drm`. Each reading stands in another file for each maker. */
export class DrmCard {
  /** Its PCI address. */
  readonly id: string;
  readonly driver: string | null;
  readonly #sysfs: SysfsFolder;
  readonly #folder: string;
  readonly #hwmon: string | null;
  #energy: { readonly joules: number; readonly at: Seconds } | null = null;

  /** @param name such as `card0` */
  constructor(sysfs: SysfsFolder, name: string, id: string) {
    this.#sysfs = sysfs;
    this.#folder = `class/drm/${name}`;
    this.id = id;
    this.driver = sysfs.target(`${this.#folder}/device/driver`);
    const hwmon = sysfs.names(`${this.#folder}/device/hwmon`)[0];
    this.#hwmon = hwmon === undefined ? null : `${this.#folder}/device/hwmon/${hwmon}`;
  }

  /** Whether the driver tells how busy the card is with everybody's work. */
  get tellsLoad(): boolean {
    return this.#device('gpu_busy_percent') !== null;
  }

  describe(): Gpus[number] {
    const device = `${this.#folder}/device`;
    const vendor = this.#sysfs.text(`${device}/vendor`) ?? '';
    const model = this.#sysfs.text(`${device}/device`) ?? '';
    const total = this.#vramBytes();
    const critical = this.#sensor('temp1_crit');
    return {
      name: this.#sysfs.text(`${device}/product_name`) || `${VENDORS[vendor] ?? vendor} ${model}`.trim(),
      vramMiB: total === null ? null : Math.round(total / MIB),
      slowdownCelsius: critical === null ? null : critical / 1000,
      id: this.id,
    };
  }

  read(now: Seconds): CardReading {
    const [used, total] = [this.#device('mem_info_vram_used'), this.#vramBytes()];
    const shared = this.#device('mem_info_gtt_used');
    const celsius = this.#sensor('temp1_input');
    return {
      gpu: this.#device('gpu_busy_percent'),
      vram: used === null || total === null || total === 0 ? null : (100 * used) / total,
      sharedVramMiB: shared === null ? null : shared / MIB,
      clock: this.#clock(),
      temperature: celsius === null ? null : celsius / 1000,
      powerWatts: this.#power(now),
      throttle: this.#throttle(),
    };
  }

  /** For a card that keeps its clients' memory in its own but does not tell how much is used. */
  vramMiB(): MiB | null {
    const total = this.#vramBytes();
    return total === null ? null : total / MIB;
  }

  #device(name: string): number | null {
    return this.#sysfs.number(`${this.#folder}/device/${name}`);
  }

  #sensor(name: string): number | null {
    return this.#hwmon === null ? null : this.#sysfs.number(`${this.#hwmon}/${name}`);
  }

  #vramBytes(): number | null {
    return this.#device('mem_info_vram_total') ?? this.#sysfs.number(`${this.#folder}/lmem_total_bytes`);
  }

  #clock(): Percent | null {
    for (const [current, highest] of [
      ['gt_act_freq_mhz', 'gt_RP0_freq_mhz'],
      ['device/tile0/gt0/freq0/act_freq', 'device/tile0/gt0/freq0/rp0_freq'],
    ] as const) {
      const [is, most] = [
        this.#sysfs.number(`${this.#folder}/${current}`),
        this.#sysfs.number(`${this.#folder}/${highest}`),
      ];
      if (is !== null && most) return (100 * is) / most;
    }
    return levelShare(this.#sysfs.text(`${this.#folder}/device/pp_dpm_sclk`));
  }

  #power(now: Seconds): number | null {
    const microwatts = this.#sensor('power1_average') ?? this.#sensor('power1_input');
    if (microwatts !== null) return microwatts / 1e6;
    const microjoules = this.#sensor('energy1_input');
    const before = this.#energy;
    this.#energy = microjoules === null ? null : { joules: microjoules / 1e6, at: now };
    if (before === null || this.#energy === null || now <= before.at || this.#energy.joules < before.joules)
      return null;
    return (this.#energy.joules - before.joules) / (now - before.at);
  }

  #throttle(): readonly string[] | null {
    for (const [folder, prefix] of [
      ['gt/gt0', 'throttle_reason_'],
      ['device/tile0/gt0/freq0/throttle', 'reason_'],
    ] as const) {
      const reasons = this.#sysfs
        .names(`${this.#folder}/${folder}`)
        .filter((name) => name.startsWith(prefix) && name !== `${prefix}status`);
      if (reasons.length === 0) continue;
      return reasons
        .filter((name) => this.#sysfs.number(`${this.#folder}/${folder}/${name}`) === 1)
        .map((name) => name.slice(prefix.length));
    }
    return null;
  }
}

/** Of `0: 500Mhz`, `1: 2100Mhz *`: the marked clock, in percent of the highest. */
function levelShare(text: string | null): Percent | null {
  const levels = [...(text ?? '').matchAll(/^\S+: (\d+)Mhz( \*)?$/gimu)].map(([, mhz, mark]) => ({
    mhz: Number(mhz),
    current: mark !== undefined,
  }));
  const highest = Math.max(0, ...levels.map(({ mhz }) => mhz));
  const current = levels.find((level) => level.current);
  return current && highest > 0 ? (100 * current.mhz) / highest : null;
}
