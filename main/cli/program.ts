import { Command, Option } from 'commander';
import type { Messages } from '../../shared/locale/messages.ts';
import { METHODS, MODES } from '../../shared/model/plan.ts';
import { audienceOptions } from './audience-declaration.ts';
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

/** Comparing builds has texts of its own. */
function comparing(texts: Messages['comparison']['cli'], cli: Messages['cli']): Declaration[] {
  return [
    {
      name: 'compare',
      parameters: [
        ['<base>', texts.arguments.base],
        ['<candidate>', texts.arguments.candidate],
      ],
      options: (command) => {
        command
          .option('--allow-different <conditions>', texts.options.allow)
          .option('--report <dir>', cli.options.report)
          .option('--junit <file>', texts.options.junit);
      },
      load: async () => (await import('./commands/compare.ts')).compare,
    },
    {
      name: 'baseline',
      parameters: [
        ['<action>', texts.arguments.action],
        ['[run]', cli.arguments.run],
        ['[name]', texts.arguments.name],
      ],
      load: async () => (await import('./commands/baseline.ts')).baseline,
    },
  ];
}

/** Moving, pruning and saving kept runs. */
function keepingRuns(texts: Messages['keeping'], cli: Messages['cli']): Declaration[] {
  const run = ['<run>', cli.arguments.run] as const;
  const file = ['<file>', texts.arguments.file] as const;
  return [
    {
      name: 'export',
      parameters: [run, file],
      load: async () => (await import('./commands/export.ts')).exportToFile,
    },
    {
      name: 'import',
      parameters: [file],
      load: async () => (await import('./commands/import.ts')).importFromFile,
    },
    {
      name: 'prune',
      options: (command) => {
        command
          .option('--older-than <days>', texts.options.olderThan)
          .option('--larger-than <MiB>', texts.options.largerThan)
          .option('--dry-run', texts.options.dryRun);
      },
      load: async () => (await import('./commands/prune.ts')).prune,
    },
    { name: 'backup', parameters: [file], load: async () => (await import('./commands/backup.ts')).backup },
  ];
}

function declarations(all: Messages): Declaration[] {
  const { cli: texts, comparison, keeping, resuming } = all;
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
          .option('--copies', about.copies)
          .addOption(new Option('--method <name>', about.method).choices(METHODS))
          .addOption(new Option('--mode <name>', about.mode).choices(MODES))
          .option('--budget <seconds>', about.budget)
          .option('--box <box>', about.box)
          .option('--seed <N>', about.seed)
          .option('--require <N>', about.require)
          .option('--resume <run>', resuming.option)
          .option('--repeat <N>', comparison.cli.options.repeat)
          .option('--baseline [run]', comparison.cli.options.baseline)
          .option('--allow-different <conditions>', comparison.cli.options.allow)
          .option('--junit <file>', comparison.cli.options.junit)
          .option('--report <dir>', about.report)
          .option('--trace <file>', about.trace)
          .option('--tag <name>', about.tag, collect)
          .option('--dry-run', about.dryRun);
      },
      load: async () => (await import('./commands/probe.ts')).probe,
    },
    {
      name: 'analyze',
      parameters: [['[file...]', texts.arguments.files]],
      options: (command, about) => {
        limits(command, about);
        command.addOption(new Option('--method <name>', about.method).choices(METHODS));
        command.option('--curve <table>', about.curve);
      },
      load: async () => (await import('./commands/analyze.ts')).analyze,
    },
    {
      name: 'watch',
      options: (command, about) => {
        command.option('--image <name>', about.image).option('--seconds <N>', about.watchSeconds);
        limits(command, about);
        command
          .option('--tick <seconds>', about.tick)
          .option('--trace <file>', about.trace)
          .option('--tag <name>', about.tag, collect);
      },
      load: async () => (await import('./commands/watch.ts')).watch,
    },
    {
      name: 'doctor',
      options: (command, about) => {
        command.option('--seconds <N>', about.lookSeconds);
      },
      load: async () => (await import('./commands/doctor.ts')).doctor,
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
      name: 'desktop',
      parameters: [['[plan]', texts.arguments.planFile]],
      load: async () => (await import('./commands/desktop.ts')).desktop,
    },
    {
      name: 'report',
      parameters: [run],
      options: (command, about) => {
        command.option('--format <list>', about.format, 'html').option('--out <dir>', about.out, '.');
      },
      load: async () => (await import('./commands/report.ts')).report,
    },
    ...comparing(comparison.cli, texts),
    ...keepingRuns(keeping, texts),
    {
      name: 'audience',
      options: audienceOptions,
      load: async () => (await import('./commands/audience.ts')).audienceOf,
    },
  ];
}

/** The command line, declared once: names, parameters, options and their help in one language. */
export function declare(all: Messages, run: Run): Command {
  const { cli: texts, comparison, keeping } = all;
  const { options: about } = texts;
  const commands: Record<string, string> = {
    ...texts.commands,
    ...comparison.cli.commands,
    ...keeping.commands,
  };
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
  for (const { name, parameters = [], options, load } of declarations(all)) {
    const command = program
      .command(name)
      .description(commands[name] ?? '')
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
