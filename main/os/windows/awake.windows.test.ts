import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnWindows, windowsPrograms, type WindowsPrograms } from '../../../build/test/wine.ts';

describeOnWindows('the box is kept awake', () => {
  let programs: WindowsPrograms;
  beforeAll(async () => {
    programs = await windowsPrograms({ awake: 'main/os/windows/fixtures/awake.ts' });
  });
  afterAll(() => {
    programs.remove();
  });

  it('as long as somebody wants that, and no longer', async () => {
    const { stdout } = await programs.run('awake', { timeoutMs: 60_000 });
    expect(stdout.trim().split('\n')).toEqual(['awake', 'released']);
  });
});
