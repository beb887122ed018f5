import { Command, Option } from 'commander';
import type { Messages } from '../../shared/locale/messages.ts';
import { METHODS, MODES } from '../../shared/model/plan.ts';
import { version } from '../os/version.ts';
import type { Context } from './io.ts';
import type { ExitCode } from './exit-codes.ts';

/** A command's work, loaded only when it is asked for: help must not wait for the engine. */
type Handler = (
  context: Context,
  parameters: readonly string[],
  options: Record<string, unknown>,
) => Promise<ExitCode>;
type Load = () => Promise<Handler>;

/** Does what a parsed command line says. */
export type Run = (
  load: Load,
  parameters: readonly string[],
  options: Record<string, unknown>,
) => Promise<void>;

interface Declaration {
  readonly name: string;
  readonly parameters?: readonly (readonly [name: string, about: string])[];
  readonly options?: (command: Command, texts: Messages['cli']['options']) => void;
  readonly load: Load;
}

const collect = (value: string, previous: string[] | undefined) => [...(previous ?? []), value];

function limits(command: Command, texts: Messages['cli']['options']): void {
  command
    .option('--limit <name=percent>', texts.limit, collect)
    .option('--fps-target <N|solo>', texts.fpsTarget)
    .option('--fps-floor <percent>', texts.fpsFloor);
}

function declarations(texts: Messages['cli']): Declaration[] {
  const run = ['<run>', texts.arguments.run] as const;
  return [
    {
      name: 'probe',
      parameters: [['[plan]', texts.arguments.plan]],
      options: (command, about) => {
        limits(command, about);
        command
          .option('--max <N>', about.max)
          .option('--tick <seconds>', about.tick)
          .option('--ready <how>', about.ready)
          .addOption(new Option('--method <name>', about.method).choices(METHODS))
          .addOption(new Option('--mode <name>', about.mode).choices(MODES))
          .option('--budget <seconds>', about.budget)
          .option('--box <box>', about.box)
          .option('--seed <N>', about.seed)
          .option('--require <N>', about.require)
          .option('--report <dir>', about.report)
          .option('--trace <file>', about.trace)
          .option('--tag <name>', about.tag, collect)
          .option('--dry-run', about.dryRun);
      },
      load: async () => (await import('./commands/probe.ts')).probe,
    },
    {
      name: 'analyze',
      parameters: [['<file...>', texts.arguments.files]],
      options: (command, about) => {
        limits(command, about);
        command.addOption(new Option('--method <name>', about.method).choices(METHODS));
      },
      load: async () => (await import('./commands/analyze.ts')).analyze,
    },
    { name: 'runs', load: async () => (await import('./commands/runs.ts')).runs },
    { name: 'show', parameters: [run], load: async () => (await import('./commands/show.ts')).show },
    { name: 'delete', parameters: [run], load: async () => (await import('./commands/delete.ts')).deleteRun },
    {
      name: 'tag',
      parameters: [run, ['<name...>', texts.arguments.names]],
      load: async () => (await import('./commands/tag.ts')).tag,
    },
    {
      name: 'decide',
      parameters: [run],
      options: (command, about) => {
        limits(command, about);
        command.addOption(new Option('--method <name>', about.method).choices(METHODS));
      },
      load: async () => (await import('./commands/decide.ts')).decideAgain,
    },
    {
      name: 'serve',
      options: (command, about) => {
        command.option('--port <N>', about.port);
      },
      load: async () => (await import('./commands/serve.ts')).serve,
    },
    {
      name: 'report',
      parameters: [run],
      options: (command, about) => {
        command.option('--format <list>', about.format, 'html').option('--out <dir>', about.out, '.');
      },
      load: async () => (await import('./commands/report.ts')).report,
    },
  ];
}

/** The command line, declared once: names, parameters, options and their help in one language. */
export function declare(texts: Messages['cli'], run: Run): Command {
  const { options: about } = texts;
  const program = new Command('kneescope')
    .description(texts.about)
    .version(version, '--version', about.version)
    .helpOption('-h, --help', about.help)
    .helpCommand(false)
    .option('--json', about.json)
    .option('--data <dir>', about.data)
    .option('--lang <language>', about.lang)
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => texts.headings[title] ?? title,
    })
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
  for (const { name, parameters = [], options, load } of declarations(texts)) {
    const command = program
      .command(name)
      .description(texts.commands[name as keyof typeof texts.commands])
      .helpOption('-h, --help', about.help);
    for (const [parameter, text] of parameters) command.argument(parameter, text);
    options?.(command, about);
    const examples = texts.examples[name];
    if (examples)
      command.addHelpText('after', `\n${texts.headings['Examples:'] ?? ''}\n  ${examples.join('\n  ')}`);
    command.action(async (...all: unknown[]) => {
      const given = all.slice(0, parameters.length).flat() as (string | undefined)[];
      await run(
        load,
        given.filter((value) => value !== undefined),
        command.optsWithGlobals(),
      );
    });
  }
  return program;
}
