import { describe, expect, it } from 'vitest';
import { parsePlan } from '../model/plan-text.ts';
import { Problem } from '../model/problem.ts';
import { explainProblem } from './problem.ts';

const plan = (source: string): Problem => {
  try {
    parsePlan(source, 'a.plan.json');
  } catch (error) {
    if (error instanceof Problem) return error as Problem;
  }
  throw new Error('it is a plan');
};

describe('a problem in words', () => {
  it('says of a path of Windows with single backslashes how paths are written', () => {
    const wrong = plan(String.raw`{"format":"kneescope.plan/1","executable":"D:\apps\Showroom.exe"}`);
    expect(explainProblem(wrong, 'en')).toContain('D:/apps/Showroom.exe');
    expect(explainProblem(wrong, 'zh-CN')).toContain('路径请用 /');
  });

  it('says so where every backslash happened to be an escape', () => {
    const missing = new Problem('executable.missing', { path: 'D:\new\tools.exe', nearest: null });
    expect(explainProblem(missing, 'en')).toContain('write paths with /');
    const other = new Problem('executable.missing', { path: 'D:/new/tools.exe', nearest: null });
    expect(explainProblem(other, 'en')).not.toContain('backslash');
  });

  it.each([
    ['en', 'a.csv cannot be read: there is no such file or folder [ENOENT].', 'it must be a number'],
    ['zh-CN', '无法读取 a.csv：文件或文件夹不存在 [ENOENT]。', '应为 数字'],
  ] as const)('says in %s what the system said, and which type a field has', (language, unread, type) => {
    const reason = "ENOENT: no such file or directory, open 'a.csv'";
    expect(explainProblem(new Problem('file.unreadable', { file: 'a.csv', reason }), language)).toBe(unread);
    const many = plan('{"format":"kneescope.plan/1","executable":"x","cap":"many"}');
    expect(explainProblem(many, language)).toContain(type);
  });

  it('says of the database what SQLite says', () => {
    const full = new Problem('data.unwritable', { folder: '/d', reason: 'database or disk is full' });
    expect(explainProblem(full, 'zh-CN')).toContain('磁盘已满');
    expect(explainProblem(full, 'en')).toContain('the disk is full');
  });

  it('keeps a reason that it has no words for', () => {
    const reason = 'the moon is full';
    expect(explainProblem(new Problem('file.unreadable', { file: 'a', reason }), 'zh-CN')).toContain(reason);
  });
});
