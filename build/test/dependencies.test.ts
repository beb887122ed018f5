import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly link?: boolean;
}

const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Readonly<Record<string, Locked>>;
};
const named: Readonly<Record<string, string>> = { ...manifest.dependencies, ...manifest.devDependencies };

describe('what others wrote and we ship or build with', () => {
  it.each(Object.entries(named))('%s is pinned to %s, and the lock agrees', (name, version) => {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/u);
    expect(lock.packages[`node_modules/${name}`]?.version).toBe(version);
  });

  it('comes from the registry, byte by byte what was looked at: every package of the lock has its digest', () => {
    const loose = Object.entries(lock.packages).filter(
      ([place, { resolved, integrity }]) =>
        place !== '' &&
        // Where no address is kept, it is the registry's; another one would stand there.
        (resolved !== undefined || !integrity?.startsWith('sha512-')),
    );
    expect(loose.map(([place]) => place)).toEqual([]);
  });

  it('is installed without running a script of its own, but for the ones that are named', () => {
    const scripts = Object.entries(lock.packages).filter(([, { hasInstallScript }]) => hasInstallScript);
    const allowed: Readonly<Record<string, boolean>> = manifest.allowScripts;
    const unnamed = scripts
      .map(([place]) => place.split('node_modules/').at(-1) ?? '')
      .filter((name) => !Object.hasOwn(allowed, name));
    expect(unnamed).toEqual([]);
  });

  it('is little at run time: what is not bundled', () => {
    expect(Object.keys(manifest.dependencies).toSorted()).toEqual(['better-sqlite3', 'koffi']);
  });
});
