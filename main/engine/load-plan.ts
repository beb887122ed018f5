import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parsePlan } from '../../shared/model/plan-text.ts';
import type { PlanFile } from '../../shared/model/plan.ts';
import { readText } from '../os/read-text.ts';

/** What execvp would find for a name without a slash; null where there is none. */
function onPath(name: string): string | null {
  const endings =
    process.platform === 'win32' ? ['', ...(process.env['PATHEXT'] ?? '.EXE').split(';')] : [''];
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    for (const ending of endings) {
      const candidate = path.join(folder, name + ending);
      if (folder !== '' && statSync(candidate, { throwIfNoEntry: false })?.isFile()) return candidate;
    }
  }
  return null;
}

/**
 * The executable's absolute path. A bare name is a file of the folder where there is one, else what PATH has; anything
 * with a slash is relative to the folder.
 */
export function absoluteExecutable(executable: string, folder: string): string {
  if (path.isAbsolute(executable)) return executable;
  const beside = path.resolve(folder, executable);
  if (/[\\/]/u.test(executable) || existsSync(beside)) return beside;
  return onPath(executable) ?? beside;
}

/** A folder that begins with a slot's own place is absolute once that is filled in. */
function absoluteFolder(place: string, folder: string): string {
  return /^\{(?:copy|data)\}/u.test(place) ? place : path.resolve(folder, place);
}

/** The plan with the paths that the machine will be asked for made absolute; what is relative is to `folder`. */
export function withAbsolutePaths(plan: PlanFile, folder: string): PlanFile {
  const executable = absoluteExecutable(plan.executable, folder);
  const { workingDirectory, copies } = plan;
  return {
    ...plan,
    executable,
    workingDirectory:
      typeof workingDirectory === 'string'
        ? absoluteFolder(workingDirectory, folder)
        : path.dirname(executable),
    ...(copies && {
      copies: {
        ...copies,
        source: path.resolve(folder, copies.source),
        ...(typeof copies.into === 'string' && { into: path.resolve(folder, copies.into) }),
      },
    }),
  };
}

/** @throws Problem those of {@link readText} and {@link parsePlan} */
export async function loadPlan(file: string): Promise<PlanFile> {
  return withAbsolutePaths(parsePlan(await readText(file), file), path.dirname(path.resolve(file)));
}
