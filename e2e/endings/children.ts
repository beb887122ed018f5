import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Programs that nobody would write, and every supervisor meets. Each is a shell script. */
export const CHILDREN = {
  'ignores signals': 'trap "" TERM INT HUP\nwhile :; do sleep 1; done',
  'starts one in a session of its own': 'setsid sleep 600 &\nwait',
  'forks twice and goes': "(setsid sh -c 'sleep 600 & exec sleep 601' &)\nexit 0",
  'forks twice, wipes its environment and stays':
    '(setsid env -i PROGRAM="$0" /bin/sh -c "/bin/sleep 600 & exec /bin/sleep 601" &)\nexec sleep 600',
  'spawns for ever': 'trap "" TERM\nwhile :; do setsid sleep 600 & sleep 0.1; done',
  'floods its output': 'exec yes render',
  'exits at once': 'exit 0',
  'eats memory': `exec "${process.execPath}" -e "const a=[];setInterval(()=>a.length<6&&a.push(Buffer.alloc(32<<20,1)),50)"`,
} as const;
export type ChildName = keyof typeof CHILDREN;
export const CHILD_NAMES = Object.keys(CHILDREN) as ChildName[];

export const SCRIPT = 'program.sh';

/** Writes a plan that launches such a program, and the program; everything happens in tenths of a second. */
export function writePlan(folder: string, child: ChildName, more: object = {}): string {
  mkdirSync(folder, { recursive: true });
  const executable = path.join(folder, SCRIPT);
  writeFileSync(executable, `#!/bin/sh\n${CHILDREN[child]}\n`);
  chmodSync(executable, 0o755);
  const plan = path.join(folder, 'a.plan.json');
  const limits = { cpu: 100, gpu: 100, vram: 100, ram: 100, encoder: 100 };
  writeFileSync(
    plan,
    JSON.stringify({
      format: 'kneescope.plan/1',
      executable,
      tick: 0.1,
      cap: 3,
      mode: 'quick',
      method: 'steady',
      limits,
      ready: { by: 'seconds', seconds: 0 },
      stop: { ask: 'signal', graceSeconds: 0.3 },
      ...more,
    }),
  );
  return plan;
}
