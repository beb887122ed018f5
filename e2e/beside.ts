import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { performance } from 'node:perf_hooks';

/** `USER_HZ`, which Linux shows to programs as 100 on every machine. */
const TICKS_PER_SECOND = 100;

function contents(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // It ended between the listing and this.
    return '';
  }
}

/** What all cores did since the box started, but for idling: with what a hypervisor took. */
function busyTicks(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = contents('/proc/stat')
    .slice('cpu '.length)
    .trimStart()
    .split(' ')
    .map(Number);
  return user + nice + system + irq + softirq + steal;
}

/** Own time of each process whose name begins so. */
function ticksOf(name: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/u.test(pid)) continue;
    const [, command = '', rest = ''] = /\((.*)\) (.*)/su.exec(contents(`/proc/${pid}/stat`)) ?? [];
    if (!command.startsWith(name)) continue;
    const fields = rest.split(' ');
    found.set(pid, Number(fields[11]) + Number(fields[12]));
  }
  return found;
}

/**
 * Measures, each second and by nothing of ours, what ran on this Linux box beside the processes of a name while there were any:
 * so that a test of what a program takes can tell its own fault from somebody else's load.
 */
export class Beside {
  readonly #name: string;
  readonly #perSecond: number[] = [];
  readonly #timer: NodeJS.Timeout;
  #last: { at: number; busy: number; own: Map<string, number> };

  constructor(name: string) {
    this.#name = name;
    this.#last = this.#read();
    this.#timer = setInterval(() => {
      this.#look();
    }, 1000);
  }

  #read(): { at: number; busy: number; own: Map<string, number> } {
    return { at: performance.now(), busy: busyTicks(), own: ticksOf(this.#name) };
  }

  #look(): void {
    const now = this.#read();
    const own = [...now.own].reduce((sum, [pid, ticks]) => sum + ticks - (this.#last.own.get(pid) ?? 0), 0);
    const possible = ((now.at - this.#last.at) / 1000) * TICKS_PER_SECOND * cpus().length;
    // Whoever starts them has work of his own before and after.
    if (this.#last.own.size > 0 && now.own.size >= this.#last.own.size)
      this.#perSecond.push(Math.max(0, (100 * (now.busy - this.#last.busy - own)) / possible));
    this.#last = now;
  }

  /** Ends the watch. @returns the largest mean over ten seconds, in points of the box */
  end(): number {
    clearInterval(this.#timer);
    const TEN = 10;
    let most = 0;
    for (let from = 0; from + TEN <= this.#perSecond.length; from++) {
      const sum = this.#perSecond.slice(from, from + TEN).reduce((total, points) => total + points, 0);
      most = Math.max(most, sum / TEN);
    }
    return most;
  }
}
