/**
 * Reads this Windows box as a run does, through the sampler processes, and prints what came of it as JSON.
 * read-sources [EXE ARGS…]: with a program it is the one instance, with everything it started, until that has ended. Programs that
 * wait for a file (BURN_UNTIL) get it when all of them have told what they used (BURN_REPORT), and were read after that.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { systemClock, type Clock } from '../../../main/os/clock.ts';
import { descendants } from '../../../main/os/windows/system-processes.ts';
import { windowsSystem } from '../../../main/os/windows/windows-system.ts';
import { openSampler } from '../../../main/sampling/open-sampler.ts';
import { systemProviders } from '../../../main/sampling/providers.ts';

const system = systemClock();
/** Nothing here shall depend on how fast this box is: all patience is thirty times as long. */
const patient: Clock = {
  ...system,
  wait: (time, signal) => system.wait(system.now() + (time - system.now()) * 30, signal),
};
const kernel = await windowsSystem();
if ('code' in kernel) throw new Error(kernel.code);

const sampler = await openSampler({
  providers: systemProviders({ from: 'none' }, patient),
  clock: patient,
  patience: 10,
});
const [program, ...args] = process.argv.slice(2);
const root = program === undefined ? null : spawn(program, args, { stdio: 'ignore' }).pid;
const { BURN_REPORT: report = '', BURN_UNTIL: end = '' } = process.env;
const told = () => (existsSync(report) ? readFileSync(report, 'utf8').trim().split('\n').length : 0);
const names = new Set<string>();
const readings = [];
for (let empty = 0; empty < 2;) {
  await system.wait(system.now() + 0.2, new AbortController().signal);
  const members = root ? descendants(kernel.processes() ?? [], root) : [];
  for (const { name } of members) names.add(name);
  if (members.length === 0) empty += 1;
  const all = members.length > 0 && told() === members.length;
  const reading = await sampler.sample(new Map([[1, members.map(({ pid }) => pid)]]));
  if (all && end !== '') writeFileSync(end, '');
  readings.push({ ...reading, instances: [...reading.instances.values()] });
}
await sampler.close();
console.log(
  JSON.stringify({
    capabilities: sampler.capabilities,
    gpus: sampler.gpus,
    cores: kernel.processorCount(),
    names: [...names],
    readings,
  }),
);
