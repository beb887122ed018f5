import type { asking as english } from '../en/asking.ts';

export const asking: typeof english = {
  launch: '要启动吗？[y/N]',
  yes: ['y', 'yes', '是'],
  notLaunched: '没有启动任何程序。',
  launches: (d) => `${d.file} 将启动：${d.command}`,
};
