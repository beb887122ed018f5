import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { split } from 'shlex';
import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { declare } from '../main/cli/program.ts';
import { messages } from '../shared/locale/messages.ts';
import { parsePlan } from '../shared/model/plan-text.ts';
import { Cli, finished, PROGRAM, ROOT } from './cli.ts';

/** Simulated probes take seconds, several of them on two cores that others share take minutes. */
const LONG = 600_000;

interface Block {
  readonly page: string;
  readonly info: string;
  readonly code: string;
}

const pages = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((page) => page !== '');
const blocks = pages.flatMap((page): Block[] =>
  [...readFileSync(path.join(ROOT, page), 'utf8').matchAll(/^```(\S[^\n]*)\n(.*?)^```/gmsu)].map(
    ([, info = '', code = '']) => ({ page, info, code }),
  ),
);

/** The commands of a block, without comments, those over several lines joined. */
const commandsOf = ({ code }: Block): string[] =>
  code
    .replaceAll(/\\\n\s*/gu, '')
    .split('\n')
    .flatMap((line) => line.split('&&'))
    .map((command) => command.replace(/(?:^|\s)#.*$/u, '').trim())
    .filter((command) => command !== '');

/** Words after `kneescope`, however it is called; null for another program. */
function ourWords(command: string): string[] | null {
  const words = split(command);
  const at = [['kneescope'], ['npx', 'kneescope'], ['npm', 'run', '-s', 'kneescope', '--']].find((call) =>
    call.every((word, place) => words[place] === word),
  );
  return at ? words.slice(at.length) : null;
}

/** What our own command line says against it; null for nothing. */
async function refusal(words: readonly string[]): Promise<string | null> {
  const program = declare(messages('en'), () => Promise.resolve());
  const dashes = words.indexOf('--');
  try {
    await program.parseAsync(dashes < 0 ? words : words.slice(0, dashes), { from: 'user' });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const commands = blocks
  .filter(({ info }) => info.split(' ')[0] === 'sh')
  .flatMap((block) => commandsOf(block).map((command) => ({ page: block.page, command })));

describe('commands in the pages', () => {
  it('are found at all', () => {
    expect(commands.filter(({ command }) => ourWords(command)).length).toBeGreaterThan(20);
  });

  it.each(commands.filter(({ command }) => ourWords(command)))(
    '$page: $command is understood',
    async ({ command }) => {
      expect(await refusal(ourWords(command) ?? [])).toBe(null);
    },
  );

  it.each(commands.filter(({ command }) => /^npm (?:run|start|test)\b/u.test(command)))(
    '$page: $command is a script that there is',
    ({ command }) => {
      const [, verb, ...rest] = split(command);
      const script = verb === 'run' ? rest.find((word) => !word.startsWith('-')) : verb;
      expect(manifest.scripts).toHaveProperty([script ?? '']);
    },
  );

  it('would be told where one were wrong', async () => {
    expect(await refusal(['probe', '--dry'])).toContain('--dry');
    expect(await refusal(['prob'])).toContain('prob');
  });
});

const plans = blocks.filter(({ info }) => / file=\S+\.plan\.json$/u.test(info));

describe('plans in the pages', () => {
  it.each(plans)('$page: $info is one', ({ code, info }) => {
    expect(parsePlan(code, info).executable).not.toBe('');
  });
});

const runnable = blocks.filter(({ info }) => info === 'sh run');

describe('commands that a page says can be run at once', () => {
  it.each([...new Set(runnable.map(({ page }) => page))])(
    '%s: end as they should, one after the other',
    { timeout: LONG },
    async (page) => {
      const cli = new Cli();
      try {
        for (const { info, code } of plans.filter((plan) => plan.page === page))
          writeFileSync(path.join(cli.folder, info.split('file=')[1] ?? ''), code);
        for (const command of runnable.filter((block) => block.page === page).flatMap(commandsOf)) {
          const words = ourWords(command);
          expect(words, `${command}: another program's`).not.toBe(null);
          const result = await finished(cli.start(words ?? []));
          expect(result.code, `${command}\n${result.stdout}${result.stderr}\n${PROGRAM}`).toBe(0);
        }
      } finally {
        cli.remove();
      }
    },
  );
});
