import type { unavailable as english } from '../en/unavailable.ts';

/** Why a reading is not available, by the codes of `shared/model/capability.ts`. */
export const unavailable: typeof english = {
  'not-built': () => '在此系统上，Kneescope 暂时还读不到这一项。',
  'not-asked': () => '计划中没有要求测量这一项。',
  'no-source': (source) => `此系统没有提供 ${source}。`,
  failed: (reason) => `读取程序中途出错，之后没有数据：${reason}`,
};
