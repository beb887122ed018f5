import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { withTexts } from '../../../shared/explain/verdict.ts';
import { Problem } from '../../../shared/model/problem.ts';
import { RecordingReader, type Recording } from '../../../shared/model/trace-text.ts';
import { concludeRecording } from '../../../shared/probing/recording.ts';
import { exitCodeOf, type ExitCode } from '../exit-codes.ts';
import type { Context } from '../io.ts';
import type { Options } from '../options.ts';
import { revisionFrom } from '../revision.ts';
import { verdictText } from '../text/verdict-text.ts';

async function readTrace(file: string): Promise<Recording> {
  const reader = new RecordingReader(file);
  try {
    for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity }))
      reader.add(line);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('file.unreadable', {
      file,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
  return reader.finish();
}

/** `kneescope analyze FILE`: decide from a recording. */
export async function analyze(
  context: Context,
  [file = '']: readonly string[],
  options: Options,
): Promise<ExitCode> {
  const recording = await readTrace(file);
  const verdict = withTexts(concludeRecording(recording, revisionFrom(options)));
  if (context.json) context.document(verdict);
  else context.say(verdictText(verdict, context.language));
  return exitCodeOf(verdict, null, null);
}
