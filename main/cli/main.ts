import { CommanderError, type Command } from 'commander';
import { explainProblem } from '../../shared/explain/problem.ts';
import { LANGUAGES, isLanguage, languageOf, type Language } from '../../shared/locale/language.ts';
import { messages } from '../../shared/locale/messages.ts';
import { nearest } from '../../shared/model/nearest.ts';
import { Problem } from '../../shared/model/problem.ts';
import { defaultDataFolder } from '../os/paths.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { contextFor } from './io.ts';
import { declare } from './program.ts';
import { printable } from '../../shared/model/printable.ts';

const OLDEST_NODE = 22;

/** What stands after `--` belongs to the program to launch, and none of it is ours to read. */
function splitAtDashes(argv: readonly string[]): {
  own: readonly string[];
  program: readonly string[] | null;
} {
  const at = argv.indexOf('--');
  return at === -1 ? { own: argv, program: null } : { own: argv.slice(0, at), program: argv.slice(at + 1) };
}

/** The value of `--lang`; undefined where it was not given. */
function namedLanguage(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  return at === -1 ? undefined : (argv[at]?.split('=')[1] ?? argv[at + 1]);
}

/** The language must be known before the command line is read, since its help is in that language. */
function languageFrom(argv: readonly string[]): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return languageOf(
    namedLanguage(argv) ?? (LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale),
  );
}

/** What commander found wrong, as one of our problems: same words, both languages, one exit code. */
function problemFrom(error: CommanderError, program: Command, argv: readonly string[]): Problem {
  const quoted = [...error.message.matchAll(/'([^']*)'/gu)].map(([, word]) => word ?? '');
  const command = program.commands.find((candidate) => argv.includes(candidate.name()));
  const at = command?.name() ?? 'kneescope';
  const word = quoted[0] ?? '';
  switch (error.code) {
    case 'commander.unknownOption': {
      const known = [...(command?.options ?? []), ...program.options].map(({ long }) => long ?? '');
      return new Problem('option.unknown', {
        option: word,
        nearest: nearest(word.split('=')[0] ?? word, known),
      });
    }
    case 'commander.unknownCommand':
      return new Problem('command.unknown', {
        command: word,
        nearest: nearest(
          word,
          program.commands.map((candidate) => candidate.name()),
        ),
      });
    case 'commander.missingArgument':
      return new Problem('argument.missing', { argument: word, command: at });
    case 'commander.excessArguments': {
      const extra = command?.args[command.registeredArguments.length] ?? '';
      return new Problem('argument.extra', { argument: extra, command: at });
    }
    default: {
      // An option without its value, or with one that is none of its choices.
      const option = word.split(' ')[0] ?? word;
      const expected = /Allowed choices are (.*)\./u.exec(error.message)?.[1] ?? word.split(' ')[1] ?? '';
      return new Problem('option.value', { option, value: quoted[1] ?? '', expected });
    }
  }
}

/**
 * Runs one command line and returns what the process should exit with.
 * @param argv without the interpreter and the script
 */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  const { own, program: launched } = splitAtDashes(argv);
  const language = languageFrom(own);
  const texts = messages(language);
  const json = own.includes('--json');
  const complain = (problem: Problem): ExitCode => {
    process.stderr.write(`${printable(explainProblem(problem, language))}\n`);
    return problem.blame === 'box' ? EXIT.untrusted : EXIT.input;
  };
  const [major] = process.versions.node.split('.');
  if (Number(major) < OLDEST_NODE)
    return complain(new Problem('node.old', { found: process.versions.node, needed: String(OLDEST_NODE) }));

  const named = namedLanguage(own);
  if (named !== undefined && !isLanguage(named))
    return complain(
      new Problem('option.value', { option: '--lang', value: named, expected: LANGUAGES.join(', ') }),
    );
  let exit: ExitCode = EXIT.done;
  let dataFolder = defaultDataFolder();
  const program = declare(texts, async (load, parameters, options) => {
    const data = options['data'];
    if (typeof data === 'string') dataFolder = data;
    const context = contextFor(language, json, dataFolder);
    exit = await (await load())(context, parameters, { ...options, program: launched });
  });
  try {
    if (own.length === 0) {
      program.outputHelp();
      return EXIT.done;
    }
    await program.parseAsync(own, { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof Problem) return complain(error as Problem);
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? EXIT.done : complain(problemFrom(error, program, own));
    const trouble = (await import('../engine/history.ts')).storeProblem(error, dataFolder);
    if (trouble) return complain(trouble);
    process.stderr.write(
      `${texts.cli.fault}\n${printable(error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`,
    );
    return EXIT.fault;
  }
}
