import type { operator as english } from '../en/operator.ts';

export const operator: typeof english = {
  confirm: () => '本次测试需要您确认实例已进入要测量的场景：按回车确认所有等待中的实例，或输入编号后按回车。',
  drive: () =>
    '由您操作，每行一条：+ 启动一个；- 停止最新的一个（-3 停止实例 3）；回车确认所有等待中的实例已就绪（3 确认实例 3）；end 结束并得出结论。',
  waits: (d) =>
    `实例 ${d.instance} 已启动。请把它带到要测量的场景，然后按回车（或输入 ${d.instance} 后按回车）。`,
  nobody: () => '输入已结束，再也无人能确认实例就绪，实例将等到超时。',
};
