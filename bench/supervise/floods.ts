/** What output floods cost: how late ticks are, how much memory we take, how much is written and kept. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { boxOf, machine } from './box.ts';

const SECONDS = 10;

for (const [name, script, instances] of [
  ['quiet', 'exec sleep 1000', 10],
  ['10 MB/s each', 'while :; do head -c 1000000 /dev/zero | tr "\\0" x; echo; sleep 0.1; done', 10],
  ['as fast as a program can', 'exec yes render', 2],
] as const) {
  const { box, close, folder } = await boxOf(script, 0);
  for (let launched = 0; launched < instances; launched++) await box.launch();
  await box.advance(1);
  const before = process.cpuUsage();
  const late: number[] = [];
  const gaps: unknown[] = [];
  let last = performance.now();
  for (let tick = 0; tick < SECONDS; tick++) {
    const { events } = await box.advance(1);
    const now = performance.now();
    late.push(Math.abs(now - last - 1000));
    last = now;
    gaps.push(...events.filter(({ event }) => event === 'gap'));
  }
  const { user, system } = process.cpuUsage(before);
  const logs = path.join(folder, 'logs');
  const names = existsSync(logs) ? readdirSync(logs) : [];
  const kept = names.reduce((sum, file) => sum + statSync(path.join(logs, file)).size, 0);
  console.log(
    `${name}, ${instances} instances: ticks at most ${Math.max(...late).toFixed(0)} ms off, ${gaps.length} missed; ` +
      `engine ${(((user + system) / 1e6 / SECONDS) * 100).toFixed(0)} % of a core, ` +
      `${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB; logs ${(kept / 2 ** 20).toFixed(1)} MiB`,
  );
  await close();
}
console.log(machine());
