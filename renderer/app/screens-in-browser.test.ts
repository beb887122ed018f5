import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { accessibilityFaults } from '../../build/test/screens/accessibility.ts';
import {
  LARGE,
  PICTURES,
  RUN,
  SMALL,
  describeScreens,
  type Look,
} from '../../build/test/screens/describe-screens.ts';
import { layoutFaults } from '../../build/test/screens/layout-faults.ts';

const DOCS = path.join(import.meta.dirname, '../../docs/pictures');
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

/** Every screen in the states that matter; between them every language, theme and size. */
const SCREENS: readonly (readonly [string, string, Look])[] = [
  ['nothing', '#/live', { language: 'en', theme: 'light', ...SMALL }],
  ['baseline', '#/live', { language: 'zh-CN', theme: 'dark', ...SMALL }],
  ['ramp', '#/live', { language: 'en', theme: 'light', ...SMALL }],
  ['ramp', '#/live', { language: 'zh-CN', theme: 'dark', ...LARGE }],
  ['loading', '#/live', { language: 'zh-CN', theme: 'light', ...SMALL }],
  ['crash', '#/live', { language: 'en', theme: 'dark', ...SMALL }],
  ['manual', '#/live', { language: 'en', theme: 'light', ...SMALL }],
  ['manual', '#/live', { language: 'zh-CN', theme: 'dark', ...SMALL }],
  ['sixty', '#/live', { language: 'en', theme: 'dark', ...SMALL }],
  ['sixty', '#/live', { language: 'zh-CN', theme: 'light', ...LARGE }],
  ['ended', '#/live', { language: 'en', theme: 'light', ...LARGE }],
  ['ramp', '#/plan', { language: 'en', theme: 'light', ...SMALL }],
  ['manual', '#/plan', { language: 'zh-CN', theme: 'dark', ...SMALL }],
  ['nothing', '#/plan', { language: 'en', theme: 'dark', ...LARGE }],
  ['nothing', '#/plan', { language: 'zh-CN', theme: 'light', ...LARGE }],
  ['ended', `#/result/${RUN}`, { language: 'en', theme: 'dark', ...SMALL }],
  ['ended', `#/result/${RUN}`, { language: 'zh-CN', theme: 'light', ...SMALL }],
  ['cutOff', `#/result/${RUN}`, { language: 'en', theme: 'light', ...SMALL }],
  ['cutOff', `#/result/${RUN}`, { language: 'zh-CN', theme: 'dark', ...LARGE }],
  ['interrupted', '#/live', { language: 'en', theme: 'light', ...SMALL }],
  ['interrupted', `#/result/${RUN}`, { language: 'en', theme: 'light', ...SMALL }],
  ['interrupted', `#/result/${RUN}`, { language: 'zh-CN', theme: 'dark', ...SMALL }],
  ['oneCopy', '#/live', { language: 'zh-CN', theme: 'dark', ...SMALL }],
  ['oneCopy', '#/live', { language: 'en', theme: 'light', ...SMALL }],
  ['oneCopy', `#/result/${RUN}`, { language: 'zh-CN', theme: 'light', ...LARGE }],
  ['outOfTime', '#/live', { language: 'en', theme: 'light', ...SMALL }],
  ['outOfTime', '#/live', { language: 'zh-CN', theme: 'dark', ...SMALL }],
  ['outOfTime', `#/result/${RUN}`, { language: 'en', theme: 'dark', ...SMALL }],
  ['outOfTime', `#/result/${RUN}`, { language: 'zh-CN', theme: 'light', ...SMALL }],
  ['ended', '#/runs', { language: 'en', theme: 'light', ...SMALL }],
  ['ended', '#/settings', { language: 'en', theme: 'light', ...SMALL }],
  ['ended', '#/settings', { language: 'zh-CN', theme: 'dark', ...LARGE }],
  ['ramp', '#/settings', { language: 'zh-CN', theme: 'light', ...SMALL }],
  ['ended', '#/settings', { language: 'en', theme: 'dark', ...LARGE }],
  ['many', '#/runs', { language: 'en', theme: 'light', ...SMALL }],
  ['many', '#/runs', { language: 'zh-CN', theme: 'dark', ...LARGE }],
  ['many', '#/compare/a,b,c', { language: 'en', theme: 'light', ...SMALL }],
  ['many', '#/compare/a,b,c,d,e', { language: 'zh-CN', theme: 'dark', ...LARGE }],
  ['nothing', '#/runs', { language: 'zh-CN', theme: 'dark', ...SMALL }],
  ['nothing', '#/planner', { language: 'en', theme: 'light', ...SMALL, draft: 'blank' }],
  ['nothing', '#/planner', { language: 'en', theme: 'light', ...SMALL, draft: 'worked' }],
  ['nothing', '#/planner', { language: 'zh-CN', theme: 'light', ...SMALL, draft: 'nonsense' }],
  ['ended', '#/planner', { language: 'en', theme: 'dark', ...SMALL, draft: 'everything' }],
  ['ended', '#/planner', { language: 'zh-CN', theme: 'dark', ...LARGE, draft: 'everything' }],
];

describeScreens('the dashboard in a real browser', (opened) => {
  it.each(SCREENS)('shows %s at %s whole, apart and to everybody: %o', async (scene, hash, look) => {
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
