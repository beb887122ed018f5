import { LARGE, SMALL } from '../../build/test/screens/describe-screens.ts';
import { showScreens } from '../../build/test/screens/show-screens.ts';

/** Plan and Live in the states that matter; between them every language, theme and size. */
showScreens('the dashboard in a real browser', [
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
  ['interrupted', '#/live', { language: 'en', theme: 'light', ...SMALL }],
  ['oneCopy', '#/live', { language: 'zh-CN', theme: 'dark', ...SMALL }],
  ['oneCopy', '#/live', { language: 'en', theme: 'light', ...SMALL }],
  ['outOfTime', '#/live', { language: 'en', theme: 'light', ...SMALL }],
  ['outOfTime', '#/live', { language: 'zh-CN', theme: 'dark', ...SMALL }],
]);
