import { explainCapability, explainCheck } from '../../../shared/explain/doctor.ts';
import { examine } from '../../engine/doctor/doctor.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Context } from '../io.ts';
import { numberOption, type Options } from '../options.ts';
import { doctorText } from '../text/doctor-text.ts';

const DEFAULT_SECONDS = 3;

/** `kneescope doctor`: what can be measured on this box, with what right, at what cost, and what falsifies a run. */
export async function doctor(context: Context, _: readonly string[], options: Options): Promise<ExitCode> {
  const seconds = numberOption(options, 'seconds', '--seconds', { least: 1, most: 600, whole: true });
  const report = await examine(seconds ?? DEFAULT_SECONDS, context.dataFolder, new AbortController().signal);
  if (context.json)
    context.document({
      ...report,
      readings: report.readings.map((reading) => ({ ...reading, text: explainCapability(reading, 'en') })),
      checks: report.checks.map((check) => ({ ...check, text: explainCheck(check, 'en') })),
    });
  else context.say(doctorText(report, context.language));
  return EXIT.done;
}
