import { expect, it } from 'vitest';
import { describePrograms } from './on-windows/describe-programs.ts';

describePrograms('a program on Windows', { probe: 'build/test/on-windows/facts.ts' }, (programs) => {
  it('has Windows around it, and the native packages that users get', async () => {
    const { code, stdout, stderr } = await programs().run('probe', {
      args: ['first', 'two words'],
      stdin: 'a line\n',
      environment: { KNEESCOPE_PROBE: 'given' },
    });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      platform: 'win32',
      args: ['first', 'two words'],
      stdin: 'a line\n',
      given: 'given',
      kernelAnswers: true,
      sum: 3,
    });
    expect(code).toBe(7);
  });

  it('ends when its time is over', async () => {
    const { code } = await programs().run('probe', { args: ['hang'], timeoutMs: 3000 });
    expect(code).toBeNull();
  });
});
