import { execFileSync } from 'node:child_process';

/** What `git describe` says of the newest tag `v1.2.3` behind a commit: the tag, commits since, the commit, and `-dirty`. */
const DESCRIBED = /^v(\d+)\.(\d+)\.(\d+)-(\d+)-g([0-9a-f]+)(-dirty)?$/u;

/**
 * The version that a package carries.
 * @param described `git describe --tags --long --dirty --match 'v[0-9]*'`; null where there is no such tag, or no git
 * @param declared the version of package.json, which stands where there is no tag
 * @returns a tag itself, or what comes after it: `1.2.4-dev.17.gabc1234`, so that it sorts between the two releases
 */
export function versionOf(described: string | null, declared: string): string {
  const [, major, minor, patch, since, commit, dirty] = DESCRIBED.exec(described?.trim() ?? '') ?? [];
  if (commit === undefined) return declared;
  if (since === '0' && dirty === undefined) return `${major}.${minor}.${patch}`;
  // A part that is all digits and begins with 0 is no valid part of a version: hence the g before the commit.
  return `${major}.${minor}.${Number(patch) + 1}-dev.${since}.g${commit}${dirty === undefined ? '' : '.dirty'}`;
}

/** What git says of a checkout; null where it has no tag of a release or is no checkout. */
export function describeCheckout(folder: string): string | null {
  const words = ['describe', '--tags', '--long', '--dirty', '--match', 'v[0-9]*'];
  try {
    return execFileSync('git', words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return null;
  }
}
