import type { app as english } from '../en/app.ts';

/** What stands around every screen of the dashboard. */
export const app: typeof english = {
  name: 'Kneescope',
  screens: '页面',
  screen: {
    plan: '计划',
    live: '实时',
    runs: '历史',
    result: '结果',
    planner: '观众规划',
    compare: '比较',
    settings: '设置',
  },
  skip: '跳到页面内容',
  language: '语言',
  theme: '主题',
  themes: { system: '跟随系统', light: '浅色', dark: '深色' },
  connection: {
    connecting: '正在连接…',
    open: '已连接',
    lost: '连接已断开。测试仍在进行，正在重连…',
    refused: '本页面无权连接引擎。请打开 kneescope serve 输出的地址。',
  },
  running: (d) => `${d.n} 个实例运行中`,
  keys: {
    title: '快捷键',
    open: '快捷键',
    key: '按键',
    does: '作用',
    singles: '启用单字母快捷键',
    now: '灰色表示当前不可用。',
  },
  report: {
    open: '打开报告',
    pdf: '生成 PDF',
    making: '正在生成报告…',
    at: (file) => `报告位于 ${file}`,
  },
  close: '关闭',
  broken: '此页面出错了，测试不受影响。',
  reload: '重新加载页面',
  loading: '加载中…',
};
