import type { unavailable as english } from '../en/unavailable.ts';

/** Why a reading is not available, by the codes of `shared/model/capability.ts`. */
export const unavailable: typeof english = {
  'not-built': () => '在此系统上，Kneescope 暂时还读不到这一项。',
  'not-asked': () => '计划中没有要求测量这一项。',
  'no-source': (d) => `此系统没有提供 ${d.source}。`,
  'no-device': () => '这台主机没有这种设备。',
  'no-right': (d) =>
    d.group === null
      ? `当前用户无权读取 ${d.source}。`
      : `当前用户无权读取 ${d.source}，${d.group} 组的成员可以。`,
  'driver-silent': (d) => `驱动 ${d.driver} 不提供这一项。`,
  'not-installed': (d) => `没有安装 ${d.program}。`,
  'not-loadable': (d) => `已安装 ${d.library}，但无法加载：${d.reason}`,
  'driver-refuses': (d) => `驱动 ${d.driver} 拒绝访问：${d.reason}`,
  'too-old': (d) => `${d.program} ${d.found} 在程序运行期间不提供这一项，${d.needed} 及以上版本才提供。`,
  failed: (d) => `读取程序中途出错，之后没有数据：${d.reason}`,
};
