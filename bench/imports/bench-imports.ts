import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { HUGE_FILES, writeHuge } from './huge-files.ts';

/**
 * What `kneescope analyze` takes to read a very large file of each form: time, and the most memory it ever had (GNU time). `npm run
 * build` comes first. node bench/imports/bench-imports.ts [MiB] [PART OF A NAME]
 */
const MIB = Number(process.argv[2] ?? 1024);
const only = process.argv[3] ?? '';

const folder = mkdtempSync(path.join(os.tmpdir(), 'kneescope-bench-'));
try {
  console.log(
    `${MIB} MiB each, ${os.cpus()[0]?.model ?? '?'} (${os.cpus().length} logical), Node ${process.versions.node}`,
  );
  for (const name of Object.keys(HUGE_FILES).filter((one) => one.includes(only))) {
    const file = path.join(folder, 'huge');
    await writeHuge(file, name, MIB * 2 ** 20);
    const { stdout, stderr } = spawnSync(
      '/usr/bin/time',
      ['-v', process.execPath, 'out/main/kneescope.js', 'analyze', file, '--json', '--lang', 'en'],
      { encoding: 'utf8', maxBuffer: 2 ** 28 },
    );
    const told = (what: string) => new RegExp(`${what}.*: (.*)`, 'u').exec(stderr)?.[1] ?? '?';
    const verdict =
      (/"verdict":"([^"]*)"/u.exec(stdout)?.[1] ?? '') + (/"tick":\d+/u.exec(stdout)?.[0] ?? '');
    const said = verdict === '' ? (stderr.split('\n')[0] ?? '').replace(file, 'FILE').slice(0, 110) : verdict;
    const memory = `${(Number(told('Maximum resident')) / 1024).toFixed(0)} MiB`;
    console.log(`${name.padEnd(36)} ${told('Elapsed').padStart(8)} ${memory.padStart(9)}  ${said}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
