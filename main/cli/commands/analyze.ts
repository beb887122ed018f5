import { open, readFile } from 'node:fs/promises';
import { withTexts } from '../../../shared/explain/verdict.ts';
import { CURVE_FORMAT, type CurveDocument } from '../../../shared/model/curve.ts';
import { Problem } from '../../../shared/model/problem.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import { secondOpinions } from '../../../shared/probing/second-opinions.ts';
import { concludeRecording } from '../../../shared/probing/recording.ts';
import { readCurveTable } from '../../imports/curve-table.ts';
import { readRecordings } from '../../imports/read-recordings.ts';
import { verdictFromReport } from '../../report/verdict-in-report.ts';
import { EXIT, exitCodeOf, type ExitCode } from '../exit-codes.ts';
import type { Context } from '../io.ts';
import type { Options } from '../options.ts';
import { revisionFrom } from '../revision.ts';
import { opinionsText } from '../text/opinions-text.ts';
import { verdictText } from '../text/verdict-text.ts';

const LOOK_BYTES = 256;

/** Whether a file is a page, as our reports are. A file that cannot be read is none: reading it as a recording says why. */
async function isPage(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(LOOK_BYTES), 0, LOOK_BYTES, 0);
      return /^\s*<(?:!doctype|html)/iu.test(buffer.toString('utf8', 0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch {
    return false;
  }
}

/** The verdict that a report carries, or the one that recordings give. */
async function verdictOn(files: readonly string[], options: Options): Promise<Verdict> {
  const revision = revisionFrom(options);
  const [file = ''] = files;
  if (files.length === 1 && (await isPage(file))) {
    // A page has no samples, so it says what it said, and at no other limits.
    if (Object.keys(revision).length > 0)
      throw new Problem('option.conflict', {
        option: file,
        other: '--limit, --fps-target, --fps-floor, --method',
      });
    return verdictFromReport(await readFile(file, 'utf8'), file);
  }
  const recording = await readRecordings(files);
  const verdict = concludeRecording(recording, revision);
  const cut = recording.cutOff ? [{ code: 'cut-line', text: '', data: {} }] : [];
  return withTexts({ ...verdict, warnings: [...verdict.warnings, ...cut] });
}

/** What other methods make of a table of somebody's own: the document, which programs read, and beside it the same in words. */
async function analyzeCurve(context: Context, table: string): Promise<ExitCode> {
  const rows = await readCurveTable(table);
  const document: CurveDocument = { format: CURVE_FORMAT, curve: secondOpinions(rows) };
  context.document(document);
  if (!context.json)
    context.note(opinionsText(document, new Set(rows.map(({ n }) => n)).size, context.language));
  return EXIT.done;
}

/** `kneescope analyze FILE…`: decide from recordings, ours or other programs'; `--curve TABLE`: second opinions on a table. */
export async function analyze(
  context: Context,
  files: readonly string[],
  options: Options,
): Promise<ExitCode> {
  const table = options['curve'];
  if (typeof table === 'string') {
    if (files.length > 0) throw new Problem('option.conflict', { option: '--curve', other: files.join(' ') });
    return analyzeCurve(context, table);
  }
  if (files.length === 0) throw new Problem('argument.missing', { argument: 'FILE', command: 'analyze' });
  const verdict = await verdictOn(files, options);
  if (context.json) context.document(verdict);
  else context.say(verdictText(verdict, context.language));
  return exitCodeOf(verdict, null, null);
}
