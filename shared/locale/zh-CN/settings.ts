import type { settings as english } from '../en/settings.ts';

/** The screen of what is set, and of what this box can tell. */
export const settings: typeof english = {
  title: '设置',
  look: { title: '外观', language: '语言', theme: '主题' },
  data: {
    title: '数据文件夹',
    what: '历次测试、报告以及下面的设置都保存在这里。',
    fixed: '它由启动 Kneescope 时的 --data 决定，只能在启动时更改。',
    move: '选择其他文件夹…',
    usual: '改用默认文件夹',
    moved: '已有的测试仍留在原处：每个文件夹各有自己的历史。',
  },
  defaults: {
    title: '新计划的初始值',
    hint: '不影响已有的计划；按什么标准测量，以各计划自己的内容为准。',
  },
  retention: {
    title: '测试保留多久',
    days: '删除早于多少天的测试',
    mostMiB: '所有测试合计不超过（MiB）',
    none: '永久保留',
    unbounded: '不限',
    hint: '过期的测试，以及超出总量时最早的测试，会在 Kneescope 启动时和每次测试结束时删除。基准及其重复测试始终保留。',
    wouldGo: (n) => (n === 0 ? '目前没有测试会被删除。' : `目前会删除 ${n} 次测试。`),
    keep: '保存',
    kept: '已保存。',
    dismiss: '恢复原样',
  },
  doctor: {
    title: '这台主机能测到什么',
    examine: '检查主机',
    again: '重新检查',
    looking: '正在检查主机，约 3 秒…',
    running: '测试进行时不检查主机：检查会干扰测试，测试也会影响检查。',
    reading: '读数',
    from: '来源',
    here: '本机',
    why: '原因与解决办法',
  },
};
