import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parsePlan, planText } from '../../../shared/model/plan-text.ts';
import type { PlanFile } from '../../../shared/model/plan.ts';
import { Problem } from '../../../shared/model/problem.ts';
import { makeFolder } from '../../os/make-folder.ts';
import { readText } from '../../os/read-text.ts';

const ENDING = '.plan.json';

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** @throws Problem `document.*` */
export function parsePlanFile(text: string, name: string): PlanFile {
  return parsePlan(text, name);
}

/**
 * A plan as it stands in its file; relative paths stay relative to the folder that comes with it.
 * @throws Problem `file.unreadable`, `file.encoding` and those of the format
 */
export async function readPlanFile(file: string): Promise<{ file: string; folder: string; plan: PlanFile }> {
  return { file, folder: path.dirname(file), plan: parsePlan(await readText(file), file) };
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Problem('file.unwritable', { file, reason: reasonOf(error) });
  }
}

/**
 * Writes a plan; comments and fields of the author's own in the file that it replaces are kept. The file is whole at every
 * moment: it is written beside and then put in place.
 * @throws Problem `plan.file-name`, `file.exists` or `file.unwritable`
 */
export async function writePlanFile(
  file: string,
  plan: PlanFile,
  replace: boolean,
): Promise<{ file: string; folder: string }> {
  if (!file.endsWith(ENDING) || path.basename(file) === ENDING) throw new Problem('plan.file-name', { file });
  const before = await textOf(file);
  if (before !== null && !replace) throw new Problem('file.exists', { file });
  const folder = path.dirname(file);
  const beside = `${file}.${process.pid}.new`;
  try {
    await makeFolder(folder);
    await writeFile(beside, planText(plan, before));
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw new Problem('file.unwritable', { file, reason: reasonOf(error) });
  }
  return { file, folder };
}
