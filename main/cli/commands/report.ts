import { Problem } from '../../../shared/model/problem.ts';
import { REPORT_FORMATS } from '../../../shared/model/report-formats.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Context } from '../io.ts';
import { openRuns } from '../open-runs.ts';
import type { Options } from '../options.ts';
import { writeReportFor } from '../report-of.ts';

/** `kneescope report RUN`: writes the report of a kept run. */
export async function report(
  context: Context,
  [wanted = '']: readonly string[],
  options: Options,
): Promise<ExitCode> {
  const named = String(options['format'])
    .split(',')
    .map((name) => name.trim());
  const formats = REPORT_FORMATS.filter((format) => named.includes(format));
  const unknown = named.find((name) => !(REPORT_FORMATS as readonly string[]).includes(name));
  if (unknown !== undefined)
    throw new Problem('option.value', {
      option: '--format',
      value: unknown,
      expected: REPORT_FORMATS.join(', '),
    });
  const history = openRuns(context);
  try {
    const folder = String(options['out']);
    const files = await writeReportFor(history.read(wanted), formats, folder, context.language);
    if (context.json) context.document({ files });
    else for (const file of files) context.say(context.texts.cli.reportAt({ file }));
    return EXIT.done;
  } finally {
    history.close();
  }
}
