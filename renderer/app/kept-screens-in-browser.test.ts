import { LARGE, RUN, SMALL } from '../../build/test/screens/describe-screens.ts';
import { showScreens } from '../../build/test/screens/show-screens.ts';

/** All that is not Plan or Live, in the states that matter; between them every language, theme and size. */
showScreens('the dashboard on what is kept, in a real browser', [
  ['ended', `#/result/${RUN}`, { language: 'en', theme: 'dark', ...SMALL }],
  ['ended', `#/result/${RUN}`, { language: 'zh-CN', theme: 'light', ...SMALL }],
  ['cutOff', `#/result/${RUN}`, { language: 'en', theme: 'light', ...SMALL }],
  ['cutOff', `#/result/${RUN}`, { language: 'zh-CN', theme: 'dark', ...LARGE }],
  ['interrupted', `#/result/${RUN}`, { language: 'en', theme: 'light', ...SMALL }],
  ['interrupted', `#/result/${RUN}`, { language: 'zh-CN', theme: 'dark', ...SMALL }],
  ['oneCopy', `#/result/${RUN}`, { language: 'zh-CN', theme: 'light', ...LARGE }],
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
]);
