import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PREVIEW_FORMAT, type PreviewDocument } from '../shared/model/preview.ts';
import { Cli, finished, PROGRAM, says, type Result } from './cli.ts';

/** A plan that came from elsewhere, before anything of it runs. What it launches leaves a mark. */
describe('a plan from the command line', () => {
  let cli: Cli;
  let mark: string;
  beforeEach(() => {
    cli = new Cli();
    mark = path.join(cli.folder, 'launched');
    writeFileSync(
      path.join(cli.folder, 'a.plan.json'),
      JSON.stringify({
        format: 'kneescope.plan/1',
        executable: '/bin/touch',
        arguments: [mark],
        environment: { PLACE: 'place {index}' },
        mode: 'quick',
        method: 'steady',
        cap: 1,
      }),
    );
  });
  afterEach(() => {
    cli.remove();
  });

  /** In a terminal of its own, with what is typed once it asks. */
  const atTerminal = (typed: string): Promise<Result> => {
    const command = [process.execPath, PROGRAM, 'probe', 'a.plan.json'].map((word) => `'${word}'`).join(' ');
    const child = spawn('script', ['-qec', command, '/dev/null'], {
      cwd: cli.folder,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...cli.environment(), SHELL: '/bin/sh' },
    });
    says(child, /Launch it\?/u).then(
      () => child.stdin.end(typed),
      () => undefined,
    );
    return finished(child);
  };

  it('is looked at by --dry-run, which launches nothing', async () => {
    const english = await cli.run('probe', 'a.plan.json', '--dry-run');
    expect(english).toMatchObject({ code: 0 });
    expect(english.stdout).toContain(`slot 2  PLACE="place 2" /bin/touch `);
    expect(english.stdout).toContain('Likely duration: ');
    const chinese = await cli.run('probe', 'a.plan.json', '--dry-run', '--lang', 'zh-CN');
    expect(chinese.stdout).toContain('不会启动任何程序');
    const document = await cli.json<PreviewDocument>('probe', 'a.plan.json', '--dry-run', '--max', '2');
    expect(document).toMatchObject({ format: PREVIEW_FORMAT, box: 'local', problems: [] });
    expect(document.slots[0]!.command).toMatchObject({ executable: '/bin/touch', arguments: [mark] });
    expect(document.readings!.find(({ reading }) => reading === 'cpu')).toMatchObject({ available: true });
    expect(existsSync(mark)).toBe(false);
    expect(await cli.json('runs')).toMatchObject({ runs: [] });
  });

  it('is told by --dry-run what stands against it', async () => {
    const missing = await cli.run('probe', '--dry-run', '--', '/nowhere/at-all');
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain('/nowhere/at-all');
    const twice = await cli.run('probe', '--dry-run', '--json', '--', '/nowhere/at-all');
    expect((JSON.parse(twice.stdout) as PreviewDocument).problems).toHaveLength(1);
  });

  it.each(['n\n', '\n', 'yes please\n', '\u0003', '\u0004'])(
    'is shown at a terminal and not launched by %j',
    async (typed) => {
      const { code, stdout } = await atTerminal(typed);
      expect(stdout).toContain('Nobody at this box has written or run');
      expect(stdout).toContain(`PLACE="place 1" /bin/touch `);
      expect(stdout).toContain('Nothing was launched.');
      expect(code).toBe(2);
      expect(existsSync(mark)).toBe(false);
    },
  );

  it('is launched by a yes, and not asked about again', { timeout: 120_000 }, async () => {
    expect((await atTerminal('y\n')).stdout).toContain('Launch it?');
    expect(existsSync(mark)).toBe(true);
    const known = JSON.parse(readFileSync(path.join(cli.data, 'kneescope/plans.json'), 'utf8')) as object;
    expect(known).toMatchObject({ known: [expect.any(String)] });
    expect((await atTerminal('')).stdout).not.toContain('Launch it?');
  });

  it('says what it launches where nobody can be asked', { timeout: 120_000 }, async () => {
    const { stderr } = await cli.run('probe', 'a.plan.json');
    expect(stderr).toContain('a.plan.json launches: PLACE="place 1" /bin/touch ');
    expect(existsSync(mark)).toBe(true);
  });
});
