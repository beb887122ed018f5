import { cpus } from 'node:os';
import { expect, it } from 'vitest';
import { describeWith } from '../build/test/need.ts';
import type { Verdict } from '../shared/model/verdict.ts';
import { Cli } from './cli.ts';

describeWith(['stress-ng'], 'the capacity of a program that is not ours', () => {
  it('agrees with arithmetic', { timeout: 300_000 }, async () => {
    const cli = new Cli();
    // Each copy keeps one core busy for a known share of the time: this many points of the whole box.
    const share = 30;
    const points = share / cpus().length;
    // Half a copy of room above three copies, so that the box's own idle load does not decide.
    const limit = 3.5 * points;
    const { stdout, stderr, code } = await cli.run(
      'probe', '--json', '--method', 'steady', '--mode', 'quick', '--ready', 'seconds:2', '--max', '8',
      '--limit', `cpu=${limit}`,
      '--', 'stress-ng', '--cpu', '1', '--cpu-load', String(share), '--quiet',
    ); // prettier-ignore
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    const verdict = JSON.parse(stdout) as Verdict;
    expect(verdict).toMatchObject({
      verdict: 'knee',
      capacity: 3,
      limitedBy: { resource: 'cpu', reason: 'load' },
    });
    const demand = verdict.resources.find(({ resource }) => resource === 'cpu')?.demand?.mean ?? 0;
    expect(demand / points).toBeGreaterThan(0.8);
    expect(demand / points).toBeLessThan(1.3);
    cli.remove();
  });
});
