import { expect, it } from 'vitest';
import { describePrograms } from '../../../build/test/on-windows/describe-programs.ts';

describePrograms('the box is kept awake', { awake: 'main/os/windows/fixtures/awake.ts' }, (programs) => {
  it('as long as somebody wants that, and no longer', async () => {
    const { stdout } = await programs().run('awake', { timeoutMs: 60_000 });
    expect(stdout.trim().split('\n')).toEqual(['awake', 'released']);
  });
});
