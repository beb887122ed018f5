import { expect, it } from 'vitest';
import { until } from '../../../build/test/real-processes.ts';
import { describePrograms, KNEESCOPE } from '../../../build/test/on-windows/describe-programs.ts';

describePrograms(
  'the claim on a box with Windows',
  { ...KNEESCOPE, 'hold-claim': 'main/box/local/fixtures/hold-claim.ts' },
  (programs) => {
    it('is one, wherever the data of the second lies, and gone with who held it', async () => {
      const environment = { KNEESCOPE_CLAIM: `kneescope-test-${process.pid}` };
      const args = ['watch', '--seconds', '1', '--lang', 'en', '--data', 'second'];
      const holder = programs().start('hold-claim', { environment, timeoutMs: 110_000 });
      try {
        await until(() => holder.printed().includes('held'));
        const refused = await programs().run('kneescope', { args, environment });
        expect(refused.stderr).toContain('展厅.exe');
        expect(refused.code).not.toBe(0);
      } finally {
        process.kill(holder.pid, 'SIGKILL');
        await holder.ended;
      }
      // Nothing was measured with a copy of anything, so the run is invalid; but it was let in.
      const letIn = await programs().run('kneescope', { args, environment });
      expect(letIn.stderr).not.toContain('展厅.exe');
    });
  },
);
