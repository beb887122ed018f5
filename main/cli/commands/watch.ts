import path from 'node:path';
import { PLAN_BOUNDS } from '../../../shared/model/plan.ts';
import { timeOf } from '../../../shared/probing/history.ts';
import { openHistory } from '../../engine/history.ts';
import { startWatch } from '../../engine/start-watch.ts';
import { exitCodeOf, type ExitCode } from '../exit-codes.ts';
import type { Context } from '../io.ts';
import { fpsTargetOption, limitOptions, numberOption, type Options } from '../options.ts';
import { endOnSignals } from '../signals.ts';
import { verdictText } from '../text/verdict-text.ts';

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** `kneescope watch`: record without launching, judge at the end. */
export async function watch(context: Context, _: readonly string[], options: Options): Promise<ExitCode> {
  const image = text(options['image']);
  const traceFile = text(options['trace']);
  const history = openHistory(path.resolve(context.dataFolder));
  const { watching } = context.texts;
  try {
    const session = await startWatch(
      {
        image: image === null ? null : (image.split(/[\\/]/u).at(-1) ?? image),
        seconds:
          numberOption(options, 'seconds', '--seconds', { least: 1, most: PLAN_BOUNDS.seconds.most }) ?? null,
        tick: numberOption(options, 'tick', '--tick', PLAN_BOUNDS.tick) ?? null,
        limits: limitOptions(options) ?? {},
        fpsTarget: fpsTargetOption(options) ?? null,
        tags: (options['tag'] as string[] | undefined) ?? [],
        traceFile,
        dataFolder: path.resolve(context.dataFolder),
      },
      history,
    );
    context.note(image === null ? watching.nobody() : watching.started({ image }));
    let shown = -1;
    session.watch(({ state, samples }) => {
      const sample = samples.at(-1);
      if (!sample || sample.n === shown) return;
      shown = sample.n;
      context.note(watching.count({ t: timeOf(state.history), n: sample.n, cpu: sample.cpu ?? null }));
    });
    const release = endOnSignals(
      session,
      () => {
        context.note(watching.ending());
      },
      'operator',
    );
    const { verdict, ending, run } = await session.done.finally(release);
    if (context.json) context.document(verdict);
    else context.say(`\n${verdictText(verdict, context.language)}\n`);
    if (traceFile !== null) context.note(context.texts.cli.traceAt({ file: traceFile }));
    context.note(context.texts.cli.kept({ run }));
    return exitCodeOf(verdict, ending, null);
  } finally {
    history.close();
  }
}
