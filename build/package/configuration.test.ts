import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Configuration } from 'electron-builder';
import { packageConfiguration, ROOT } from './configuration.ts';

/** electron-builder's own check, which it makes before anything else. */
const { validateConfiguration } = createRequire(import.meta.url)(
  'app-builder-lib/out/util/config/config.js',
) as {
  validateConfiguration: (configuration: unknown, logger: { isEnabled: boolean }) => Promise<void>;
};
const check = (configuration: unknown) => validateConfiguration(configuration, { isEnabled: false });

function configurationFor(target: 'win32' | 'linux', environment: NodeJS.ProcessEnv = {}): Configuration {
  return packageConfiguration({
    target,
    stage: path.join(ROOT, '.cache/stage'),
    resources: path.join(ROOT, '.cache/resources'),
    output: path.join(ROOT, 'dist'),
    electronDist: null,
    environment,
  });
}

describe('what electron-builder is told', () => {
  it.each(['win32', 'linux'] as const)('passes its own schema, %s', async (target) => {
    await expect(check(configurationFor(target))).resolves.toBeUndefined();
    await expect(check(configurationFor(target, { KNEESCOPE_SIGN: '/bin/sign' }))).resolves.toBeUndefined();
  });

  it('would be refused with an option that does not exist', async () => {
    const configuration = configurationFor('win32');
    await expect(
      check({ ...configuration, nsis: { ...configuration.nsis, perMachin: true } }),
    ).rejects.toThrow(/configuration\.nsis/u);
  });

  it('makes an installer and a portable program for Windows, for one user or all, in both languages', () => {
    const { win, nsis } = configurationFor('win32');
    expect(win?.target).toEqual([
      { target: 'nsis', arch: 'x64' },
      { target: 'portable', arch: 'x64' },
    ]);
    expect(nsis).toMatchObject({
      oneClick: false,
      perMachine: false,
      installerLanguages: ['en_US', 'zh_CN'],
    });
    expect(nsis?.deleteAppDataOnUninstall).toBe(false);
  });

  it('makes an AppImage and a deb for Linux, which open plans', () => {
    const { linux } = configurationFor('linux');
    expect(linux?.target).toEqual([
      { target: 'AppImage', arch: 'x64' },
      { target: 'deb', arch: 'x64' },
    ]);
    expect(linux?.fileAssociations).toMatchObject([{ ext: 'plan.json' }]);
  });
});
