import path from 'node:path';
import type { Language } from '../../../shared/locale/language.ts';
import { messages } from '../../../shared/locale/messages.ts';
import { page } from '../html/page.ts';
import { writeWhole } from '../write-whole.ts';
import { audiencePictures } from './audience-pictures.ts';
import { audienceSection } from './audience-section.ts';
import type { ExplainedAnswer } from './explained-answer.ts';

/**
 * Writes `audience.html` into a folder, which is made where it is missing: for numbers that were typed, with no run to
 * report beside them.
 * @returns the file
 * @throws Problem `file.unwritable`
 */
export async function writeAudience(
  answer: ExplainedAnswer,
  folder: string,
  language: Language,
): Promise<string> {
  const { audience: texts } = messages(language).report;
  const pictures = await audiencePictures(answer.audience, language);
  const file = path.join(folder, 'audience.html');
  const text = page({
    language,
    kind: texts.kind,
    title: texts.heading,
    heading: texts.title,
    simulated: answer.audience.simulated,
    main: audienceSection({ ...answer, pictures }, language),
    end: null,
  });
  await writeWhole(file, text);
  return file;
}
