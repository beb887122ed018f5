import type { Gate } from '../report/junit/gate-suite.ts';
import type { Context } from './io.ts';

/** Writes a gate's JUnit file and says where it is. @throws Problem `file.unwritable` */
export async function writeJunit(
  file: string,
  gate: Omit<Gate, 'language'>,
  context: Context,
): Promise<void> {
  const { junitXml } = await import('../report/junit/junit.ts');
  const { gateSuite } = await import('../report/junit/gate-suite.ts');
  const { writeWhole } = await import('../report/write-whole.ts');
  await writeWhole(file, junitXml(gateSuite({ ...gate, language: context.language })));
  context.note(context.texts.comparison.cli.junitAt({ file }));
}
