import { cpus } from 'node:os';
import { expect, it } from 'vitest';
import { describeWith } from '../build/test/need.ts';
import type { Verdict } from '../shared/model/verdict.ts';
import { Beside } from './beside.ts';
import { Cli, type Result } from './cli.ts';

/** Each copy keeps one core busy for a known share of the time: this many points of the whole box. */
const SHARE = 30;
const POINTS = SHARE / cpus().length;
/** Half a copy of room above three copies, so that the box's own idle load does not decide. */
const LIMIT = 3.5 * POINTS;
/** Where something else took this much for ten seconds, three copies may truly not fit. */
const DISTURBED = POINTS / 3;
const TRIES = 4;

/** Probes, and again where something else ran on the box meanwhile: what it may have changed is no fault of ours. */
async function undisturbed(cli: Cli): Promise<Result> {
  const disturbances: string[] = [];
  while (disturbances.length < TRIES) {
    const beside = new Beside('stress-ng');
    const result = await cli.run(
      'probe', '--json', '--method', 'steady', '--mode', 'quick', '--ready', 'seconds:2', '--max', '8',
      '--limit', `cpu=${LIMIT}`,
      '--', 'stress-ng', '--cpu', '1', '--cpu-load', String(SHARE), '--quiet',
    ); // prettier-ignore
    const most = beside.end();
    if (most < DISTURBED) return result;
    disturbances.push(`${most.toFixed(1)} points`);
  }
  throw new Error(
    `Something else ran on this box each time (${disturbances.join(', ')} for ten seconds; below ${DISTURBED} is needed): run this test on a quiet box.`,
  );
}

describeWith(['stress-ng'], 'the capacity of a program that is not ours', () => {
  it('agrees with arithmetic', { timeout: 900_000 }, async () => {
    const cli = new Cli();
    const { stdout, stderr, code } = await undisturbed(cli);
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    const { verdict, capacity, limitedBy, resources, levels } = JSON.parse(stdout) as Verdict;
    // The levels are there to be read where this fails.
    expect({ verdict, capacity, limitedBy, levels }).toMatchObject({
      verdict: 'knee',
      capacity: 3,
      limitedBy: { resource: 'cpu', reason: 'load' },
    });
    const demand = resources.find(({ resource }) => resource === 'cpu')?.demand?.mean ?? 0;
    expect(demand / POINTS).toBeGreaterThan(0.8);
    expect(demand / POINTS).toBeLessThan(1.3);
    cli.remove();
  });
});
