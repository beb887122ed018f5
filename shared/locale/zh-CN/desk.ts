import type { desk as english } from '../en/desk.ts';

export const desk: typeof english = {
  words: {
    open: '打开 Kneescope',
    quit: '退出',
    again: '重试',
    usualFolder: '改用默认数据文件夹',
    ask: {
      message: '测试还在进行，要怎么处理？',
      detail:
        '转到后台会继续测试，得出结论时发出通知；点击托盘图标或再次启动 Kneescope 即可回到窗口。结束测试会停止它启动的所有程序，已测得的数据会保留。',
      background: '转到后台继续',
      end: '结束测试并退出',
      cancel: '取消',
    },
    plans: '计划',
    all: '所有文件',
  },
  line: {
    idle: 'Kneescope：没有测试在进行',
    running: (d) => `${d.name}：${d.n} 个实例，至少 ${d.atLeast} 个`,
  },
  lost: '引擎没有响应，正在重新启动…',
  crashed: {
    title: '引擎意外退出，已重新启动。',
    none: '当时没有测试在进行，没有丢失任何数据。',
    run: (d) =>
      `“${d.name}”的测试随之中断，它启动的所有程序也已结束。此前测得的数据已保留；接着测试时只补测缺少的部分。`,
    goOn: '接着测试',
    open: '查看保留的数据',
    again: '用同样的计划再测一次',
    close: '关闭',
  },
};
