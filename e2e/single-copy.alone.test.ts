import { describe, expect, it } from 'vitest';
import { withCli } from './cli.ts';
import { shellProgram } from './shell-program.ts';

// By itself: on a box that other tests fill one copy alone may already be too many.
describe('a probe', { timeout: 180_000 }, () => {
  it(
    'of a program whose second copy exits 0 at once looks like it allows one copy, and is never a knee',
    withCli(async (cli) => {
      const single = shellProgram(cli, 'single.sh', 'mkdir "$1/lock" 2>/dev/null || exit 0\nexec sleep 600');
      const { code, stdout } = await cli.run(
      'probe', '--json', '--mode', 'quick', '--limit', 'cpu=100', '--ready', 'seconds:1', '--', single, cli.folder,
    ); // prettier-ignore
      expect(code).toBe(4);
      expect(JSON.parse(stdout)).toMatchObject({
        verdict: 'invalid',
        reason: 'single-instance',
        capacity: null,
      });
    }),
  );
});
