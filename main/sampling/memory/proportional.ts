import type { ProcFolder } from '../../os/procfs/proc-folder.ts';
import type { MiB, Seconds } from '../../../shared/model/units.ts';
import { Rounds } from '../procfs/rounds.ts';
import type { InstancePids } from '../sampler.ts';

interface Known {
  readonly pssMiB: MiB;
  readonly at: Seconds;
}

/** Each instance's fair share of RAM. Reading it makes the kernel walk all its pages: an instance a turn, not all at once. */
export class ProportionalMemory {
  readonly #proc: ProcFolder;
  readonly #rounds = new Rounds();
  readonly #known = new Map<number, Known>();

  constructor(proc: ProcFolder) {
    this.#proc = proc;
  }

  read(instances: InstancePids, now: Seconds, passed: Seconds): void {
    for (const instance of this.#known.keys()) if (!instances.has(instance)) this.#known.delete(instance);
    for (const instance of this.#rounds.next(instances.keys(), now, passed)) {
      const shares = (instances.get(instance) ?? []).flatMap((pid) => this.#proc.proportionalKiB(pid) ?? []);
      // A process that has ended meanwhile has no share; where none has one it cannot be read.
      if (shares.length > 0)
        this.#known.set(instance, { pssMiB: shares.reduce((sum, share) => sum + share, 0) / 1024, at: now });
    }
  }

  of(instance: number, now: Seconds): { readonly pssMiB: MiB | null; readonly pssAge: Seconds | null } {
    const known = this.#known.get(instance);
    return { pssMiB: known?.pssMiB ?? null, pssAge: known ? now - known.at : null };
  }
}
