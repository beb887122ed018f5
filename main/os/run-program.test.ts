import { describe, expect, it } from 'vitest';
import { runProgram } from './run-program.ts';

const options = { timeout: 30, mostBytes: 1000, environment: process.env };
const node = (script: string, more = {}) =>
  runProgram(process.execPath, ['-e', script], { ...options, ...more });

describe('a short program', () => {
  it('gives its output, its arguments untouched', async () => {
    const out = await runProgram(process.execPath, ['-p', 'process.argv[1]', '--', '$(id) "x" 编'], options);
    expect(out).toBe('$(id) "x" 编\n');
  });

  it('is killed at the time-out', async () => {
    await expect(node('setInterval(() => {}, 1000)', { timeout: 0.05 })).rejects.toMatchObject({
      signal: 'SIGKILL',
    });
  });

  it.each([
    ['fails', 'process.exit(3)'],
    ['writes without end', 'process.stdout.write("x".repeat(5000))'],
  ])('that %s is an error', async (_, script) => {
    await expect(node(script)).rejects.toThrow();
  });

  it('that is not there is an error', async () => {
    await expect(runProgram('/nowhere/program', [], options)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
