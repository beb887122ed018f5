/** Says what it finds around it; ends with 7. With `hang` it never ends. */
import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import koffi from 'koffi';

const [first] = process.argv.slice(2);
if (first === 'hang') setInterval(() => undefined, 1000);
else {
  const currentProcess = koffi.load('kernel32.dll').func('uint32 __stdcall GetCurrentProcessId()');
  const row = new Database(':memory:').prepare('select 1 + 2 as sum').get() as { readonly sum: number };
  console.log(
    JSON.stringify({
      platform: process.platform,
      args: process.argv.slice(2),
      stdin: readFileSync(0, 'utf8'),
      given: process.env['KNEESCOPE_PROBE'],
      kernelAnswers: currentProcess() === process.pid,
      sum: row.sum,
    }),
  );
  process.exitCode = 7;
}
