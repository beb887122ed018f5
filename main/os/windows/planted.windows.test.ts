import { copyFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { compileForWindows } from '../../../build/test/compile-for-windows.ts';
import { describePrograms, KNEESCOPE } from '../../../build/test/on-windows/describe-programs.ts';

const LIBRARIES = ['kernel32', 'user32', 'gdi32', 'ntdll', 'pdh', 'nvml', 'powrprof', 'advapi32', 'wtsapi32'];
const TOOLS = ['PresentMon', 'powershell', 'wmic', 'nvidia-smi', 'cmd', 'reg', 'powercfg', 'msedge', 'node'];

/** A plan often lies in a folder that somebody else filled, and that folder is where we are started. */
describePrograms(
  'libraries and programs that lie in the folder where we are started',
  { ...KNEESCOPE, 'take-planted': 'main/os/windows/fixtures/take-planted.ts' },
  (programs) => {
    beforeAll(() => {
      const at = (name: string) => path.join(programs().folder, name);
      compileForWindows('planted.c', at('control.dll'));
      compileForWindows('planted.c', at('control.exe'));
      for (const name of LIBRARIES) copyFileSync(at('control.dll'), at(`${name}.dll`));
      for (const name of TOOLS) copyFileSync(at('control.exe'), at(`${name}.exe`));
    });
    const ran = () => readdirSync(programs().folder).filter((name) => name.endsWith('.ran'));

    it('are neither loaded nor started', async () => {
      for (const args of [
        ['doctor', '--seconds', '1', '--json'],
        ['probe', '--dry-run', '--json', '--data', 'data', '--', 'C:\\windows\\system32\\winver.exe'],
      ]) {
        const { code } = await programs().run('kneescope', { args });
        expect(code, args.join(' ')).toBe(0);
      }
      expect(ran()).toEqual([]);
    });

    it('would be by whoever names them without a folder', async () => {
      await programs().run('take-planted');
      expect(ran().toSorted()).toEqual(['control.dll.ran', 'control.exe.ran']);
    });
  },
);
