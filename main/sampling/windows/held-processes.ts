import type { WindowsProcess } from '../../os/windows/system-processes.ts';
import type { ProcessHandle, WindowsSystem } from '../../os/windows/windows-system.ts';

interface Held {
  readonly created: bigint;
  readonly handle: ProcessHandle;
}

/**
 * Holds on to the processes of instances, so that what one ran before it ended is not lost with it. Windows keeps a
 * process's times, and its number from being given anew, as long as somebody holds it.
 */
export class HeldProcesses {
  readonly #system: Pick<WindowsSystem, 'hold' | 'heldTicks' | 'release'>;
  readonly #held = new Map<number, Held>();

  constructor(system: Pick<WindowsSystem, 'hold' | 'heldTicks' | 'release'>) {
    this.#system = system;
  }

  get size(): number {
    return this.#held.size;
  }

  /** What a process ran in all; null where it is not held. */
  finalTicks({ pid, created }: WindowsProcess): number | null {
    const held = this.#held.get(pid);
    return held?.created === created ? this.#system.heldTicks(held.handle) : null;
  }

  /** Holds these and no others. Call it after the last question about those that have ended. */
  keep(processes: readonly WindowsProcess[]): void {
    const wanted = new Map(processes.map((process) => [process.pid, process]));
    for (const [pid, { created, handle }] of this.#held) {
      if (wanted.get(pid)?.created === created) continue;
      this.#system.release(handle);
      this.#held.delete(pid);
    }
    for (const process of wanted.values()) {
      if (this.#held.has(process.pid)) continue;
      const handle = this.#system.hold(process);
      if (handle !== null) this.#held.set(process.pid, { created: process.created, handle });
    }
  }
}
