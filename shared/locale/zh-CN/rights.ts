import type { rights as english } from '../en/rights.ts';

/** Windows' own groups have a name in each language, and one number in all of them. */
const NUMBERS: Readonly<Record<string, string>> = { 'Performance Log Users': 'S-1-5-32-559' };

export const rights: typeof english = {
  join: (group) => {
    const number = NUMBERS[group];
    return number === undefined
      ? `把当前用户加入 ${group} 组，然后重新登录。`
      : `把当前用户加入 ${group} 组：由管理员在 PowerShell 中运行 Add-LocalGroupMember -SID ${number} -Member "用户名"，然后注销并重新登录。Kneescope 本身不需要管理员权限。`;
  },
  withoutFrames: (d) =>
    ['本次不测量帧率。', d.why, d.wayOut, '测试照常进行。'].filter((sentence) => sentence !== null).join(''),
};
