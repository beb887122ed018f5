import type { keeping as english } from '../en/keeping.ts';

export const keeping: typeof english = {
  commands: {
    export: '把一条记录导出为单个文件，供别处导入',
    import: '导入别处导出的记录，或一个轨迹文件',
    prune: '按时间和大小清理旧记录，基准始终保留',
    backup: '把全部记录复制到一个文件，测试进行中也可以',
  },
  arguments: { file: '文件' },
  options: {
    olderThan: '清理开始于多少天以前的记录',
    largerThan: '再从最旧的开始清理，直到其余不超过多少 MiB',
    dryRun: '只说明将清理哪些，不实际清理',
  },
  exported: (d) => `已将 ${d.run} 导出到 ${d.file}`,
  imported: (d) => `已导入为 ${d.run}（kneescope show ${d.run}）`,
  alreadyHere: (d) => `${d.run} 已在这里，每个读数都相同，未作任何改动。`,
  pruned: (d) =>
    d.runs.length === 0
      ? '没有需要清理的记录。'
      : `${d.dryRun ? '将清理' : '已清理'} ${d.runs.length} 条记录：${d.runs.join('、')}`,
  backedUp: (d) => `全部记录已复制到 ${d.file}`,
  setAside: (d) =>
    `记录数据库已损坏，原文件已另存为 ${d.file}；从中救回 ${d.saved} 条记录${d.incomplete === 0 ? '' : `，其中 ${d.incomplete} 条不完整`}${d.lost === 0 ? '' : `，${d.lost} 条丢失`}。`,
};
