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

/** Ticks in which cores were idle since the box started, summed over them. */
function idleTicks(): number {
  const [, , , idle = 0, iowait = 0] = contents('/proc/stat')
    .slice('cpu '.length)
    .trimStart()
    .split(' ')
    .map(Number);
  return idle + iowait;
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

/** Means of so many seconds are looked at: less is a moment's doing. */
const TEN = 10;

/** What ran beside, in points of the box. */
export interface Disturbance {
  readonly mean: number;
  /** The largest mean over ten seconds. */
  readonly most: number;
}

/**
 * Measures, each second and by nothing of ours, what ran on this Linux box beside the processes of a name while there were any, what
 * the host of a virtual machine took included: so that a test of what a program takes can tell its own fault from somebody else's
 * load.
 */
export class Beside {
  readonly #name: string;
  readonly #perSecond: number[] = [];
  readonly #timer: NodeJS.Timeout;
  #last: { at: number; idle: number; own: Map<string, number> };

  constructor(name: string) {
    this.#name = name;
    this.#last = this.#read();
    this.#timer = setInterval(() => {
      this.#look();
    }, 1000);
  }

  #read(): { at: number; idle: number; own: Map<string, number> } {
    return { at: performance.now(), idle: idleTicks(), own: ticksOf(this.#name) };
  }

  #look(): void {
    const last = this.#last;
    const now = this.#read();
    this.#last = now;
    // Whoever starts them has work of his own before and after.
    if (last.own.size === 0 || now.own.size < last.own.size) return;
    const own = [...now.own].reduce((sum, [pid, ticks]) => sum + ticks - (last.own.get(pid) ?? 0), 0);
    const possible = ((now.at - last.at) / 1000) * TICKS_PER_SECOND * cpus().length;
    this.#perSecond.push(Math.max(0, (100 * (possible - (now.idle - last.idle) - own)) / possible));
  }

  end(): Disturbance {
    clearInterval(this.#timer);
    const seconds = this.#perSecond;
    const tens = seconds.slice(TEN - 1).map((_, i) => mean(seconds.slice(i, i + TEN)));
    return { mean: mean(seconds), most: Math.max(0, ...tens) };
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
