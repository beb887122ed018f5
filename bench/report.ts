/**
 * How long a full report of a long run takes: 8 hours at 1 Hz with 60 instances. The budget is 3 s and 3 MB.
 *
 *   npm run build && node bench/report.ts
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { reportTexts } from '../build/test/report-texts.ts';
import { sampleRun } from '../build/test/sample-run.ts';
import { writeReport } from '../main/report/write-report.ts';

const INSTANCES = 60;
const SECONDS = 8 * 3600;
const ROUNDS = 3;

const run = sampleRun({
  levels: INSTANCES,
  demand: 0.13,
  loadingSeconds: 20,
  dwellSeconds: SECONDS / INSTANCES - 20,
});
const folder = mkdtempSync(path.join(tmpdir(), 'kneescope-bench-'));
try {
  const texts = reportTexts(run.verdict, 'en');
  console.log(
    `${run.recording.samples.length} samples, ${INSTANCES} instances, on ${cpus()[0]?.model ?? '?'} (${cpus().length})`,
  );
  for (let round = 1; round <= ROUNDS; round++) {
    const [start, used] = [performance.now(), process.cpuUsage()];
    const [file = ''] = await writeReport({ ...run, texts }, { formats: ['html'], language: 'en', folder });
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(used);
    // On a box that others use too, the processor's time is what can be compared.
    const processor = ((user + system) / 1e6).toFixed(2);
    console.log(
      `html: ${seconds.toFixed(2)} s (${processor} s of processor time), ${(statSync(file).size / 2 ** 20).toFixed(2)} MiB`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
