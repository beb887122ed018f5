import { cpus } from 'node:os';
import { expect, it } from 'vitest';
import { describeWith } from '../build/test/need.ts';
import type { Verdict } from '../shared/model/verdict.ts';
import { Beside, type Disturbance } from './beside.ts';
import { withCli, type Cli } from './cli.ts';

/** Each copy keeps one core busy for a known share of the time: this many points of the whole box. */
const SHARE = 30;
const POINTS = SHARE / cpus().length;
/** Half a copy of room above three copies, so that the box's own idle load does not decide. */
const LIMIT = 3.5 * POINTS;
/** Where something else took this much for ten seconds, three copies may truly not fit. */
const DISTURBED = POINTS / 3;
const TRIES = 3;
/** How a verdict says that the box did something else meanwhile. */
const TOLD = ['background-load', 'cpu-of-others', 'cpu-stolen'];

async function probed(cli: Cli): Promise<{ verdict: Verdict; beside: Disturbance }> {
  const watch = new Beside('stress-ng');
  const { stdout, stderr, code } = await cli.run(
    'probe', '--json', '--mode', 'quick', '--ready', 'seconds:2', '--max', '8',
    '--limit', `cpu=${LIMIT}`,
    '--', 'stress-ng', '--cpu', '1', '--cpu-load', String(SHARE), '--quiet',
  ); // prettier-ignore
  const beside = watch.end();
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  return { verdict: JSON.parse(stdout) as Verdict, beside };
}

describeWith(['stress-ng'], 'the capacity of a program that is not ours', () => {
  it(
    'agrees with arithmetic; where something else runs on the box, that is said',
    { timeout: 600_000 },
    withCli(async (cli) => {
      for (let tried = 0; tried < TRIES; tried++) {
        const { verdict, beside } = await probed(cli);
        const { capacity, limitedBy, resources, levels, warnings } = verdict;
        // The levels are there to be read where this fails.
        const found = { verdict: verdict.verdict, capacity, limitedBy, levels, warnings, beside };
        if (beside.most < DISTURBED) {
          expect(found).toMatchObject({
            verdict: 'knee',
            capacity: 3,
            limitedBy: { resource: 'cpu', reason: 'load' },
          });
          const demand = resources.find(({ resource }) => resource === 'cpu')?.demand?.mean ?? 0;
          expect(demand / POINTS).toBeGreaterThan(0.8);
          expect(demand / POINTS).toBeLessThan(1.3);
          return;
        }
        const isTold = warnings.some(({ code }) => TOLD.includes(code));
        const withOthers = Math.floor((LIMIT - beside.mean) / POINTS);
        if (!isTold && capacity !== 3) expect(found).toMatchObject({ capacity: withOthers });
      }
    }),
  );
});
