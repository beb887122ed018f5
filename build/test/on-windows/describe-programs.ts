import { afterAll, beforeAll } from 'vitest';
import { describeOnWindows, windowsPrograms, type WindowsPrograms } from '../wine.ts';

/** The command line as users get it on Windows, with the programs that it finds by their names and starts there. */
export const KNEESCOPE = {
  kneescope: 'main/cli/kneescope.ts',
  sampler: 'main/sampling/drivers/sampler-program.ts',
  inventory: 'main/sampling/inventory/inventory-program.ts',
} as const;

/**
 * `describeOnWindows` for tests that share their programs, which are bundled before the first test and removed after the last.
 * @param entries name of a program to its source, from the root of the repository
 * @param tests are given what tells the programs, in tests and in hooks of their own
 */
export function describePrograms(
  name: string,
  entries: Readonly<Record<string, string>>,
  tests: (programs: () => WindowsPrograms) => void,
): void {
  describeOnWindows(name, () => {
    let programs: WindowsPrograms;
    beforeAll(async () => {
      programs = await windowsPrograms(entries);
    });
    afterAll(() => {
      programs.remove();
    });
    tests(() => programs);
  });
}
