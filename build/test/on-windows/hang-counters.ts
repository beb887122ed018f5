/**
 * Lets the stand-in of PDH hang in the middle of readings, and prints what came of it as JSON.
 * hang-counters FILE: while this file is there, the stand-in hangs.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { systemClock } from '../../../main/os/clock.ts';
import { windowsSystem } from '../../../main/os/windows/windows-system.ts';
import { openSampler } from '../../../main/sampling/open-sampler.ts';
import { pdhProvider } from '../../../main/sampling/pdh/pdh-provider.ts';

const [file = ''] = process.argv.slice(2);
const clock = systemClock();
const kernel = await windowsSystem();
if ('code' in kernel) throw new Error(kernel.code);
const readers = () =>
  (kernel.processes() ?? []).filter(({ parent }) => parent === process.pid).map(({ pid }) => pid);

const sampler = await openSampler({ providers: [pdhProvider(clock)], clock, patience: 60 });
const sample = () => sampler.sample(new Map());
const [first] = readers();
const before = await sample();
writeFileSync(file, '');
const during = await sample();
rmSync(file);
let after = await sample();
// The process that has taken its place may still be opening its counters.
for (let tries = 0; after.gpu === null && tries < 200; tries++) {
  await clock.wait(clock.now() + 0.1, new AbortController().signal);
  after = await sample();
}
const [replaced] = readers();
await sampler.close();
console.log(
  JSON.stringify({
    before: before.gpu,
    during: { gpu: during.gpu, notices: during.notices },
    after: after.gpu,
    another: first !== undefined && replaced !== undefined && first !== replaced,
    left: readers().length,
  }),
);
