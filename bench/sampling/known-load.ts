/**
 * A load that is known from outside, and another tool's reading of the same minute: stress-ng at a fixed share of one core as
 * the instance, vmstat (procps) for the box.
 */
import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { boxOf, machine } from '../supervise/box.ts';

const SECONDS = 60;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const run = promisify(execFile);

/** How busy vmstat finds the box, in percent; its first line is of the time since the start of the box. */
async function vmstat(): Promise<number> {
  const { stdout } = await run('vmstat', ['-n', '1', String(SECONDS + 1)]);
  const [, names = '', , ...lines] = stdout.trim().split('\n');
  const idle = names.trim().split(/\s+/u).indexOf('id');
  return mean(lines.map((line) => 100 - Number(line.trim().split(/\s+/u)[idle])));
}

for (const share of [10, 40, 80]) {
  const load = `exec stress-ng --quiet --cpu 1 --cpu-method int64 --cpu-load ${share} --timeout ${SECONDS + 30}`;
  const { box, close } = await boxOf(load, 0);
  await box.launch();
  await box.advance(5);
  const [{ samples }, others] = await Promise.all([box.advance(SECONDS), vmstat()]);
  const own = mean(samples.flatMap(({ instances }) => instances?.[0]?.cpu ?? []));
  const whole = mean(samples.flatMap(({ cpu }) => cpu ?? []));
  const core = (percent: number) => `${(percent * availableParallelism()).toFixed(1)} %`;
  console.log(
    `${share} % of a core wanted: the instance takes ${core(own)} of a core; the box ${whole.toFixed(1)} %, vmstat ${others.toFixed(1)} %`,
  );
  await close();
}
console.log(machine());
