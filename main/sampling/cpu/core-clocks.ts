import type { SysfsFolder } from '../../os/sysfs/sysfs-folder.ts';
import type { Percent } from '../../../shared/model/units.ts';

const CPUS = 'devices/system/cpu';
/** Asking a core for its clock may interrupt it: so many are asked in a tick, the others in the next ones. */
const ASKED = 8;

interface Core {
  readonly folder: string;
  readonly highest: number;
  current: number | null;
}

/** The cores' clocks and how often heat slowed them down, from sysfs. Virtual machines have neither. */
export class CoreClocks {
  readonly #sysfs: SysfsFolder;
  readonly #cores: Core[];
  /** Files that count, one for each core and one for each package. */
  readonly #counters: readonly string[];
  #next = 0;
  #throttles: number | null;

  constructor(sysfs: SysfsFolder) {
    this.#sysfs = sysfs;
    const folders = sysfs.names(CPUS).filter((name) => /^cpu\d+$/u.test(name));
    this.#cores = folders.flatMap((name) => {
      const folder = `${CPUS}/${name}/cpufreq`;
      const highest = sysfs.number(`${folder}/cpuinfo_max_freq`);
      const current = sysfs.number(`${folder}/scaling_cur_freq`);
      return highest === null || highest <= 0 || current === null ? [] : [{ folder, highest, current }];
    });
    const packages = new Map<number | null, string>();
    const cores = folders.flatMap((name) => {
      const throttle = `${CPUS}/${name}/thermal_throttle`;
      if (sysfs.number(`${throttle}/package_throttle_count`) !== null)
        packages.set(
          sysfs.number(`${CPUS}/${name}/topology/physical_package_id`),
          `${throttle}/package_throttle_count`,
        );
      return sysfs.number(`${throttle}/core_throttle_count`) === null
        ? []
        : [`${throttle}/core_throttle_count`];
    });
    this.#counters = [...cores, ...packages.values()];
    this.#throttles = this.#count();
  }

  get readsClock(): boolean {
    return this.#cores.length > 0;
  }

  get countsThrottles(): boolean {
    return this.#throttles !== null;
  }

  read(): { readonly cpuClock: Percent | null; readonly cpuThrottles: number | null } {
    for (let asked = 0; asked < Math.min(ASKED, this.#cores.length); asked++) {
      const core = this.#cores[this.#next % this.#cores.length];
      this.#next += 1;
      if (core) core.current = this.#sysfs.number(`${core.folder}/scaling_cur_freq`);
    }
    const shares = this.#cores.flatMap(({ current, highest }) =>
      current === null ? [] : [current / highest],
    );
    const [before, now] = [this.#throttles, this.#count()];
    this.#throttles = now;
    return {
      cpuClock:
        shares.length === 0 ? null : (100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length,
      cpuThrottles: before === null || now === null ? null : Math.max(0, now - before),
    };
  }

  /** Null where this box counts nothing, or a core that did is offline: the sum would step. */
  #count(): number | null {
    let sum = 0;
    for (const file of this.#counters) {
      const count = this.#sysfs.number(file);
      if (count === null) return null;
      sum += count;
    }
    return this.#counters.length === 0 ? null : sum;
  }
}
