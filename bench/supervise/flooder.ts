/**
 * Floods its output: MB/s or `max`, and a file in which it counts the bytes that were taken from it. Who is slow to read makes it
 * wait, so the count is the true rate.
 */
import { writeFileSync } from 'node:fs';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';

const [, , wanted = 'max', file = ''] = process.argv;
const LINE = `frame 000001 rendered in 16.6 ms: ${'x'.repeat(66)}\n`;
const CHUNK = Buffer.from(LINE.repeat(640));
const rate = wanted === 'max' ? Number.POSITIVE_INFINITY : Number(wanted) * 1e6;
const began = performance.now();
let written = 0;
setInterval(() => {
  writeFileSync(file, String(written));
}, 100);
for (;;) {
  await new Promise((resolve) => process.stdout.write(CHUNK, resolve));
  written += CHUNK.length;
  const due = began + (written / rate) * 1000;
  const early = due - performance.now();
  // The interval that writes the count must get its turn too.
  await (early > 0 ? pause(early) : nextTurn());
}
