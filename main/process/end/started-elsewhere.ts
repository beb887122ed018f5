import path from 'node:path';
import type { Outsider } from '../processes/process-finder.ts';

/** `Showroom.exe` starts `Showroom/Binaries/Win64/Showroom-Win64-Shipping.exe`. */
function isLaunchedBy(file: string, launcher: string): boolean {
  const inside = path.relative(path.dirname(launcher), file);
  const stem = path.basename(launcher, path.extname(launcher)).toLowerCase();
  return (
    inside.includes(path.sep) &&
    !inside.startsWith('..') &&
    !path.isAbsolute(inside) &&
    path.basename(file).toLowerCase().startsWith(stem)
  );
}

/**
 * Who seems to be the program that a launcher asked somebody else to start (Steam, a service, the task scheduler): it
 * began after the launcher, it is no part of any instance, and it runs the launcher's own command, or the program of that
 * name in a folder below it, as engines' launchers do.
 * @param outsiders processes that began since
 */
export function startedElsewhere(
  outsiders: readonly Outsider[],
  { file, args }: { readonly file: string; readonly args: readonly string[] },
): readonly Outsider[] {
  return outsiders.filter((one) => {
    if (one.file !== null && one.file !== file) {
      // A script's file is its interpreter's.
      return isLaunchedBy(one.file, file) || one.command?.includes(file) === true;
    }
    if (one.file === null) return false;
    // Shells and other interpreters are started for many a purpose: only the same arguments tell.
    return one.command === null || one.command.slice(1).join('\0') === args.join('\0');
  });
}
