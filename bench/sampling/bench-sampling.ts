/**
 * `npm run bench:sampling`: what a tick costs, beside the same readings by systeminformation and pidusage in the same run,
 * and beside a bare loop that opens and reads the same files. Prints ratios and whether the budget is met; asserts
 * nothing, because figures depend on the machine, which is named.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import os from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import pidusage from 'pidusage';
import si from 'systeminformation';
import { procFolder } from '../../main/os/procfs/proc-folder.ts';
import { sysfsFolder } from '../../main/os/sysfs/sysfs-folder.ts';
import { systemClock } from '../../main/os/clock.ts';
import { openSampler } from '../../main/sampling/open-sampler.ts';
import { ProcfsLoads } from '../../main/sampling/procfs/procfs-loads.ts';
import { systemProviders } from '../../main/sampling/providers.ts';
import { costOf, type Cost } from './cost.ts';
import { crowd, type Crowd } from './processes.ts';

const INSTANCES = 100;
const EACH = 3;
const TICKS = 120;
const LONG = 100_000;

const say = (text: string) => process.stdout.write(`${text}\n`);
const ms = (value: number) => `${value.toFixed(2)} ms`;
const budget = (name: string, value: number, unit: string, bound: number, met: boolean) => {
  say(`  ${met ? 'met ' : 'MISS'}  ${name}: ${value.toFixed(2)}${unit} (budget ${bound}${unit})`);
};

/** The tick as a run has it: through the worker thread, with everything that is read on this box. */
async function ours({ instances }: Crowd): Promise<Cost> {
  const clock = systemClock();
  const sampler = await openSampler({
    providers: systemProviders({ from: 'none' }, clock),
    clock,
    patience: 60,
  });
  try {
    const signal = new AbortController().signal;
    const paced = async () => {
      // At its true pace, so that turns come as often as in a run.
      await clock.wait(clock.now() + PACE, signal);
      await sampler.sample(instances);
    };
    await costOf(20, paced);
    return await costOf(TICKS, paced);
  } finally {
    await sampler.close();
  }
}
/** Turns are shared out by the time that passed; a tenth of a second is a tenth of a turn. */
const PACE = 0.1;

/** Opens and reads what a tick reads, and does nothing with it. */
function bareLoop(pids: readonly number[]): void {
  const buffer = Buffer.allocUnsafe(65_536);
  const files = ['stat', 'meminfo', 'vmstat', 'uptime', 'pressure/cpu', 'pressure/memory', 'pressure/io'];
  for (const name of [...files, ...pids.map((pid) => `${pid}/stat`)]) {
    const file = openSync(`/proc/${name}`, 'r');
    readSync(file, buffer);
    closeSync(file);
  }
}

/** The readings of a tick without turns, in this thread: what the bare loop is compared with. */
async function ownLoop({ instances }: Crowd): Promise<Cost> {
  const loads = new ProcfsLoads(procFolder('/proc', true), sysfsFolder(), () => performance.now() / 1000);
  await costOf(50, () => loads.read(instances));
  return costOf(TICKS, () => loads.read(instances));
}

/** Load and memory of the box and of each process, as somebody would ask these libraries. */
async function theirs({ pids }: Crowd): Promise<{ information: Cost; usage: Cost }> {
  const information = async () => {
    await si.currentLoad();
    await si.mem();
    await si.processes();
  };
  const usage = async () => {
    await si.currentLoad();
    await si.mem();
    await pidusage([...pids]);
  };
  // Asked sooner than this they give what they gave before, and cost nothing.
  const paced = (work: () => Promise<void>) => async () => {
    await delay(1000);
    await work();
  };
  await information();
  await usage();
  return { information: await costOf(6, paced(information)), usage: await costOf(6, paced(usage)) };
}

function growth({ instances }: Crowd): { before: number; after: number } {
  let now = 0;
  const few = new Map([...instances].slice(0, 5));
  const loads = new ProcfsLoads(procFolder('/proc', true), sysfsFolder(), () => (now += 1));
  const heap = () => {
    globalThis.gc?.();
    globalThis.gc?.();
    return process.memoryUsage().heapUsed / 1_048_576;
  };
  for (let tick = 0; tick < LONG / 10; tick++) loads.read(few);
  const before = heap();
  for (let tick = 0; tick < LONG; tick++) loads.read(few);
  return { before, after: heap() };
}

say(
  `${os.cpus()[0]?.model.trim() ?? '?'}, ${os.cpus().length} cores, ${os.release()}, Node ${process.version}`,
);
say(
  `Load average ${os
    .loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}: figures are processor time.\n`,
);

const hundred = await crowd(INSTANCES, EACH);
try {
  const tick = await ours(hundred);
  const others = await theirs(hundred);
  const [own, bare] = [
    await ownLoop(hundred),
    await costOf(TICKS, () => {
      bareLoop(hundred.pids);
    }),
  ];
  const share = tick.cpuMs / 10;
  say(`${INSTANCES} instances of ${EACH} processes, a tick:`);
  say(
    `  ours, as in a run           ${ms(tick.cpuMs)} CPU, ${ms(tick.wallMs - 1000 * PACE)} until it is there`,
  );
  say(`  systeminformation           ${ms(others.information.cpuMs)}`);
  say(`  the same with pidusage      ${ms(others.usage.cpuMs)}`);
  say(`  our readings, no thread     ${ms(own.cpuMs)}`);
  say(`  a bare loop, same files     ${ms(bare.cpuMs)}\n`);
  budget('share of one core at 1 Hz', share, ' %', 1, share <= 1);
  const times = (other: Cost) => other.cpuMs / tick.cpuMs;
  const [by, per] = [times(others.information), times(others.usage)];
  budget('times cheaper than systeminformation', by, 'x', 20, by >= 20);
  budget('times cheaper than with pidusage', per, 'x', 20, per >= 20);
  budget('times the bare loop', own.cpuMs / bare.cpuMs, 'x', 1.5, own.cpuMs <= 1.5 * bare.cpuMs);
  budget('a tick at 300 processes', tick.cpuMs, ' ms', 10, tick.cpuMs < 10);

  const { before, after } = growth(hundred);
  const grown = after - before;
  budget(`memory grown over ${LONG} ticks`, grown, ' MiB', 1, grown < 1);
} finally {
  await hundred.end();
}

say('\nBy the number of processes:');
let perProcess: number | null = null;
for (const instances of [33, 100, 333]) {
  const some = await crowd(instances, EACH);
  try {
    const { cpuMs } = await ownLoop(some);
    const each = (1000 * cpuMs) / some.pids.length;
    perProcess ??= each;
    say(`  ${String(some.pids.length).padStart(5)}: ${ms(cpuMs)}, ${each.toFixed(1)} µs each`);
    if (instances === 333)
      budget('µs each at 1,000, times those at 100', each / perProcess, 'x', 1.3, each <= 1.3 * perProcess);
  } finally {
    await some.end();
  }
}
