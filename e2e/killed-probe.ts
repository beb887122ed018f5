import { until } from '../build/test/real-processes.ts';
import { finished, processesWith, says, type Cli } from './cli.ts';

/** A probe whose engine is killed with 9 while it measures one copy, and nothing of which is left. @returns its run */
export async function killedProbe(cli: Cli, ...parameters: string[]): Promise<string> {
  const child = cli.start(['probe', ...parameters]);
  const ended = finished(child);
  const [, run = ''] = await says(child, /Run (\S+):/u);
  await says(child, /measuring 1/u);
  child.kill('SIGKILL');
  await ended;
  await until(() => processesWith(`KNEESCOPE_RUN=${run}`).length === 0);
  return run;
}
