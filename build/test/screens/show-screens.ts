import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { PICTURES, describeScreens, type Look } from './describe-screens.ts';
import { layoutFaults } from './layout-faults.ts';

const DOCS = path.join(import.meta.dirname, '../../../docs/pictures');
/** Those that stand in README and docs, by their names there: written where they are asked for (`npm run pictures`). */
const IN_DOCS: Readonly<Record<string, string>> = {
  'live.ramp.en.light.1280.png': 'live.en.png',
  'live.ramp.zh-CN.dark.1920.png': 'live.zh-CN.png',
  'plan.ramp.en.light.1280.png': 'plan.en.png',
  'result.ended.en.dark.1280.png': 'result.en.png',
  'runs.many.en.light.1280.png': 'history.en.png',
  'compare.many.en.light.1280.png': 'compare.en.png',
  'planner.worked.en.light.1280.png': 'planner.en.png',
  'planner.everything.zh-CN.dark.1920.png': 'planner.zh-CN.png',
};

/** A scene, the address of a screen, and how it is looked at. */
export type Screen = readonly [string, string, Look];

/** A test for each screen: it is whole, nothing is on something else, axe finds nothing; and its picture is left. */
export function showScreens(name: string, screens: readonly Screen[]): void {
  describeScreens(name, (opened) => {
    it.each(screens)('shows %s at %s whole, apart and to everybody: %o', async (scene, hash, look) => {
      const { page, said } = await opened(scene, hash, look);
      const screen = hash.slice(2).split('/')[0] ?? '';
      const name = `${screen}.${look.draft ?? scene}.${look.language}.${look.theme}.${look.width}.png`;
      await page.screenshot({ path: path.join(PICTURES, name) });
      const inDocs = process.env['KNEESCOPE_PICTURES'] === 'docs' ? IN_DOCS[name] : undefined;
      if (inDocs !== undefined) copyFileSync(path.join(PICTURES, name), path.join(DOCS, inDocs));
      expect(await layoutFaults(page)).toEqual([]);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(said).toEqual([]);
      await page.context().close();
    });
  });
}
