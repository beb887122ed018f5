/** Processor time of this process and of the children that it has waited for, in milliseconds. */
import { readFileSync } from 'node:fs';

const TICK_MS = 10;

function childrenMs(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * TICK_MS;
}

export interface Cost {
  readonly cpuMs: number;
  readonly wallMs: number;
}

/** What one round of a piece of work costs, in processor time: wall time is others' doing on a box that is shared. */
export async function costOf(rounds: number, work: (round: number) => unknown): Promise<Cost> {
  const [cpu, children, began] = [process.cpuUsage(), childrenMs(), performance.now()];
  for (let round = 0; round < rounds; round++) await work(round);
  const { user, system } = process.cpuUsage(cpu);
  return {
    cpuMs: ((user + system) / 1000 + childrenMs() - children) / rounds,
    wallMs: (performance.now() - began) / rounds,
  };
}
