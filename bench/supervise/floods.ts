/** What output floods cost: what is truly taken in, how late ticks are, how much memory we take, how much is kept. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { boxOf, machine } from './box.ts';

const SECONDS = 10;
const FLOODER = fileURLToPath(new URL('flooder.ts', import.meta.url));
const flood = (rate: string) =>
  `exec "${process.execPath}" "${FLOODER}" ${rate} "$PWD/taken-$KNEESCOPE_INSTANCE"`;

/** Bytes that programs have got rid of so far, by their own count. */
function taken(folder: string): number {
  const files = readdirSync(folder).filter((name) => name.startsWith('taken-'));
  return files.reduce((sum, name) => sum + Number(readFileSync(path.join(folder, name), 'utf8')), 0);
}

for (const [name, script, instances] of [
  ['quiet', 'exec sleep 1000', 10],
  ['10 MB/s each', flood('10'), 10],
  ['as fast as a program in Node can', flood('max'), 2],
  ['as fast as `yes` can', 'exec yes render', 2],
] as const) {
  const { box, close, folder } = await boxOf(script, 0);
  for (let launched = 0; launched < instances; launched++) await box.launch();
  await box.advance(3);
  const before = process.cpuUsage();
  const [bytes, began] = [taken(folder), performance.now()];
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
  const seconds = (performance.now() - began) / 1000;
  const rate = (taken(folder) - bytes) / 1e6 / seconds;
  const logs = path.join(folder, 'logs');
  const names = existsSync(logs) ? readdirSync(logs) : [];
  const kept = names.reduce((sum, file) => sum + statSync(path.join(logs, file)).size, 0);
  console.log(
    `${name}, ${instances} instances: ${bytes === 0 ? '' : `${rate.toFixed(0)} MB/s taken in all; `}` +
      `ticks at most ${Math.max(...late).toFixed(0)} ms off, ${gaps.length} missed; ` +
      `engine ${(((user + system) / 1e6 / seconds) * 100).toFixed(0)} % of a core, ` +
      `${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB; logs ${(kept / 2 ** 20).toFixed(1)} MiB`,
  );
  await close();
}
console.log(machine());
