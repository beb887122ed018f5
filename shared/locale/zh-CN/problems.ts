import type { problems as english } from '../en/problems.ts';
import { comparison } from './comparison.ts';
import { entry } from '../entry.ts';
import { driverReason, escapedPath, syntaxReason, systemReason, typeReason } from './reasons.ts';
import { resuming } from './resuming.ts';

type Issue = Parameters<(typeof english)['document.invalid']>[0]['issues'][number];

const place = ({ field, line }: Issue) =>
  `${field === '' ? '整个文档' : field}${line === null ? '' : `（第 ${line} 行）`}`;
const meant = (nearest: string | null) => (nearest === null ? '' : `是否想写 ${nearest}？`);

function issue(found: Issue): string {
  switch (found.kind) {
    case 'unknown':
      return `${place(found)} 不是已知字段。${meant(found.nearest)}${found.nearest === null && found.expected !== '' ? `此处可用：${found.expected}。` : ''}`;
    case 'missing':
      return `缺少 ${place(found)}，应为 ${typeReason(found.expected)}。`;
    case 'rule':
      return found.expected === 'regular-expression'
        ? `${place(found)} 的值 ${found.received} 不是正则表达式。`
        : `${place(found)} 的值为 ${found.received}：${found.expected}。`;
    default:
      return `${place(found)} 的值为 ${found.received}，应为 ${typeReason(found.expected)}。`;
  }
}

function expectedInRow(expected: string): string {
  const [word = '', ...rest] = expected.split(' ');
  const detail = rest.join(' ');
  const known: Readonly<Record<string, string>> = {
    number: '数字',
    date: '日期',
    time: '时间，如 21:04:05',
    'date-time': '日期和时间',
    fields: `与表头相同的 ${detail} 个字段`,
    column: `${detail} 之一的列`,
    lives: `不超过 ${detail} 次实例启动和退出`,
    cards: `不超过 ${detail} 张显卡`,
    processes: `不超过 ${detail} 个进程`,
    'line-end': '行尾',
    header: `表头，如 ${detail}`,
  };
  return entry(known, word) ?? expected;
}
const NOT_STARTED: Readonly<Record<string, string>> = {
  ENOENT: '缺少它所指定的解释器或加载器。',
  EACCES: '当前用户或所在磁盘不允许运行它，或被杀毒软件阻止。',
  E2BIG: '参数过长，超出系统限制。',
  ENOEXEC: '它不是本系统的程序：文件已损坏，或面向另一种 CPU。',
  EBUSY: '另一个程序正以写入方式占用它。',
  VIRUS: '杀毒软件将其判定为病毒，请为其文件夹添加例外。',
  BLOCKED: '系统策略（AppLocker、智能应用控制）禁止运行它。',
};
/** What is wrong with one field. */
export const fieldIssue = issue;

export const problems: typeof english = {
  'document.invalid': (d) =>
    d.issues.length === 1
      ? `${d.file}：${d.issues.map(issue).join('')}`
      : `${d.file} 不符合 ${d.format}：\n${d.issues.map((found) => `  - ${issue(found)}`).join('\n')}`,
  'document.syntax': (d) =>
    `${d.file} 第 ${d.line} 行第 ${d.column} 列：不是合法的 JSON（${syntaxReason(d.found)}）。应为 ${d.format}。`,
  'document.format': (d) =>
    `${d.file} 的格式是 ${d.found}，本版本只能读取 ${d.expected}。请换用更新的 Kneescope。`,
  'file.unreadable': (d) => `无法读取 ${d.file}：${systemReason(d.reason)}。`,
  'file.encoding': (d) =>
    `${d.file} 不是 UTF-8 编码的文本。如果是计划，请另存为 UTF-8（记事本：另存为，编码选 UTF-8）；如果是程序：kneescope probe -- ${d.file}`,
  'file.unwritable': (d) => `无法写入 ${d.file}：${systemReason(d.reason)}。请换一个位置。`,
  'trace.lost': (d) =>
    `无法继续写入轨迹文件 ${d.file}（${systemReason(d.reason)}），该文件在中途截断。测试不受影响，已完整保存：kneescope export ${d.run} 文件 可把它作为轨迹另存到别处。`,
  'import.unknown': (d) =>
    `${d.file} 第 ${d.line} 行：${d.found === '' ? '文件没有内容' : `“${d.found}”不是任何已知记录的开头`}。应为本工具的轨迹，或带表头的 ${d.known.join('、')} 记录。`,
  'import.line': (d) =>
    `${d.file} 第 ${d.line} 行第 ${d.column} 列：应为${expectedInRow(d.expected)}，实际为${d.found === '' ? '空' : `“${d.found}”`}。`,
  'import.mixed': (d) => `${d.file} 是本工具的轨迹，须单独分析。请只给出这一个文件。`,
  'pdf.no-browser': () =>
    '未找到可用于生成 PDF 的 Edge、Chrome 或 Chromium。请改用 HTML 报告（--format html）：用任何浏览器打印，效果相同。',
  'pdf.failed': (d) =>
    `${d.browser} 未能生成 PDF：${d.reason}。请改用 HTML 报告（--format html）：用任何浏览器打印，效果相同。`,
  'font.missing': (d) =>
    `未找到可用于绘制图片文字的字体（已查找 ${d.known.join('、')}）。请安装其中之一，或改用 --format svg。`,
  'executable.missing': (d) => `找不到程序 ${d.path}。${meant(d.nearest)}${escapedPath(d.path)}`,
  'executable.folder': (d) => `${d.path} 是文件夹，不是程序。请指定其中的可执行文件。`,
  'executable.not-runnable': (d) =>
    `当前用户无权运行 ${d.path}。如果它确实是程序，请执行：chmod +x "${d.path}"`,
  'executable.not-started': (d) =>
    `${d.path} 存在，但系统无法启动它（${d.reason}）。${entry(NOT_STARTED, d.reason) ?? ''}`,
  'executable.elevated': (d) =>
    `${d.path} 要求以管理员身份运行，而 Kneescope 不是。请以管理员身份启动 Kneescope，或取消该程序的这一要求（清单文件，或属性中的“兼容性”）。`,
  'executable.script': (d) =>
    `${d.path} 是命令提示符脚本，会改动参数。请直接指定它所启动的程序，其余设置写入计划的 environment 和 workingDirectory。`,
  'executable.none': () =>
    '没有指定要启动的程序。请给出计划（kneescope probe my.plan.json）或程序（kneescope probe -- ./my-program 参数）。',
  'working-directory.missing': (d) =>
    `工作目录 ${d.path} 不存在。请先创建，或在 workingDirectory 中另行指定。`,
  'text.nul': (d) => `${d.field} 中含有 NUL 字符（\\u0000），无法传给任何程序，请将其删除。`,
  'port.taken': (d) =>
    `端口 ${d.port} 已被其他程序占用，而下一个实例正要使用它。请结束占用者，或换一个起始端口。`,
  'plan.unsupported': (d) => `本版本在此系统上不支持 ${d.field}（${d.value}），请从计划中去掉。`,
  'copies.source': (d) =>
    `要复制的 ${d.source} 不是可读取的文件夹（${systemReason(d.reason)}）。请将 copies.source 设为程序所在的文件夹。`,
  'copies.inside': (d) =>
    `副本将放在 ${d.folder}，而它位于 ${d.source} 之内，每个副本都会包含之前的副本。请用 copies.into 指定别处的文件夹。`,
  'copies.no-space': (d) =>
    `空间不足，一个副本也放不下：每个副本需要 ${Math.ceil(d.eachMiB)} MiB，${d.folder} 可用 ${Math.floor(d.freeMiB)} MiB，其中 ${Math.ceil(d.keepFreeMiB)} MiB 须保留（guards.freeDiskMiB）。请用 copies.into 指定其他磁盘，或用 copies.link 指定可使用硬链接的文件。`,
  'copies.failed': (d) =>
    `无法在 ${d.folder} 中创建副本（${systemReason(d.reason)}），已复制的部分会被删除。`,
  'placeholder.unavailable': (d) => `${d.field} 用到了 ${d.placeholder}，但在本机上按此计划没有可填入的值。`,
  'placeholder.port': (d) =>
    `${d.field} 中的 ${d.placeholder} 到第 ${d.slot} 个槽位时已不是有效端口（1 至 65535）。请换一个起始端口，或降低 cap。`,
  'placeholder.unknown': (d) =>
    `${d.field} 中的占位符 ${d.placeholder} 无法识别，可用的有 {index} {port:BASE} {gpu} {copy} {data}。若要写普通的大括号，请写 {{。`,
  'option.value': (d) => `${d.option} 的值是“${d.value}”，应为 ${d.expected}。`,
  'option.unknown': (d) => `没有选项 ${d.option}。${meant(d.nearest)}`,
  'option.conflict': (d) => `${d.option} 与 ${d.other} 不能同时使用，请只给其中一个。`,
  'option.needs': (d) => `${d.option} 需要和 ${d.needs} 一起使用。`,
  'argument.missing': (d) => `${d.command} 需要 ${d.argument}。用法见 kneescope ${d.command} --help`,
  'argument.extra': (d) => `${d.command} 不接受“${d.argument}”。用法见 kneescope ${d.command} --help`,
  'command.unknown': (d) => `没有命令 ${d.command}。${meant(d.nearest)}用法见 kneescope --help`,
  'pattern.invalid': (d) => `${d.pattern} 不是正则表达式：${d.reason}。`,
  'run.unknown': (d) =>
    d.kept === 0
      ? `没有测试记录 ${d.wanted}：这里还没有保存任何记录。用 kneescope probe 开始一次测试。`
      : `这里保存的 ${d.kept} 条记录中没有 ${d.wanted}。用 kneescope runs 查看列表。`,
  'run.ambiguous': (d) => `有多条记录以 ${d.wanted} 开头：${d.matches.join('、')}。请多输入几个字符。`,
  'run.exists': (d) =>
    `这里已有编号为 ${d.run} 的另一条记录，读数与 ${d.file} 中的不同。请先删除它，或用 --data DIR 导入到别处。`,
  ...resuming.problems,
  'run.no-samples': (d) => `${d.run} 中没有采样数据，无法据此判断。`,
  'baseline.unknown': (d) =>
    `没有名为 ${d.wanted} 的基准${d.executable === '' ? '' : `（程序 ${d.executable}）`}，也没有这个编号或标签的记录。${d.known.length === 0 ? '请先用 kneescope baseline set 指定一个。' : `已有：${d.known.join('、')}。`}`,
  'compare.different': (d) =>
    `这些记录不是在相同条件下测得的，不能用来判定构建是否通过：\n${d.differences.map((one) => `  - ${comparison.difference(one)}`).join('\n')}\n如果确实要这样比较：--allow-different ${[...new Set(d.differences.map(({ condition }) => condition))].join(',')}`,
  'data.unwritable': (d) =>
    `无法写入数据文件夹 ${d.folder}：${systemReason(d.reason)}。请用 --data DIR 指定别处。`,
  'data.newer': (d) =>
    `${d.file} 由更新版本的 Kneescope 写成（版本 ${d.found}，本程序只认识到 ${d.known}）。文件未被改动：请升级，或用 --data DIR 指定别处。`,
  'data.damaged': (d) =>
    `${d.file} 已损坏或不是数据库（${d.reason}）。请再启动一次：它会被另存，能读出的内容会被救回。若仍不行，请用 --data DIR 指定别处。`,
  'data.lost': (d) =>
    `测试数据无法继续写入 ${d.file}（${systemReason(d.reason)}），因此测试已结束。此前写入的数据完好，可用 kneescope decide last 作出判断。请清理磁盘空间，或用 --data DIR 指定其他文件夹。`,
  'box.busy': (d) =>
    d.pid === null
      ? '另一个测试正在测量本机，但没有应答，可能已被挂起。同时进行会互相干扰，请等它结束或先将其停止。'
      : `另一个测试正在测量本机：记录 ${d.run ?? '?'}，程序 ${d.program ?? '?'}，进程 ${d.pid}，开始于 ${d.since ?? '?'}。同时进行会互相干扰，请等它结束或先将其停止。`,
  'guardian.none': (d) =>
    `守护进程无法启动（${systemReason(d.reason)}）。它负责在 Kneescope 自身被杀死时结束已启动的程序；没有它就不会启动任何程序。请检查当前用户是否还能创建进程。`,
  'box.profile': (d) => `没有名为 ${d.profile} 的模拟主机。可用：${d.known.join('、')}。`,
  'driver.failed': (d) =>
    `驱动程序在 ${d.method} 时失败（${driverReason(d.reason)}）${d.detail === '' ? '' : `：${d.detail}`}`,
  'run.over': (d) => `测试 ${d.run} 已经结束，无法再对它进行操作。`,
  'run.in-progress': (d) => `测试 ${d.run} 正在进行。同时进行会互相干扰，请等它结束或先将其停止。`,
  'run.at-cap': (d) => `已有 ${d.cap} 个实例在运行，达到了计划的 cap。若要继续增加，请在计划中调高 cap。`,
  'instance.gone': (d) => `实例 ${d.instance} 已不在运行。`,
  'file.exists': (d) => `${d.file} 已存在。请选择替换，或换一个文件名。`,
  'plan.file-name': (d) => `${d.file}：计划文件须以 .plan.json 结尾，便于识别。`,
  'serve.port': (d) =>
    `无法在端口 ${d.port} 上提供仪表盘（${systemReason(d.reason)}）。请用 --port 换一个端口；不指定时会自动选择空闲端口。`,
  'request.invalid': (d) =>
    `引擎无法识别这个请求（${d.method}：${d.reason}）。页面版本可能不一致，请重新加载。`,
  'upload.wrong': (d) => `${d.name === '' ? '文件' : d.name} 未能完整传送，请重试。`,
  'audience.cancelled': () => '计算没有进行到底。',
  'audience.no-streams': () => '请填写串流数量或容量；所选的测试没有得出容量。',
  'request.many': (d) => `等待应答的请求已超过 ${d.most} 个，请稍候再试。`,
  'connection.lost': () => '应答到达之前与引擎的连接断开了。测试不受影响，请确认刚才的操作是否已生效。',
  fault: (d) => `这是 Kneescope 自身的错误：${d.reason}`,
  'desktop.no-electron': (d) =>
    `无法获取 Electron（${d.reason}）；可以在浏览器中使用同样的仪表盘：kneescope serve（在源码目录中：npm run -s kneescope -- serve）。`,
  'desk.none': () => '只有桌面应用才能做到。',
  'node.old': (d) =>
    `当前 Node 为 ${d.found}，Kneescope 需要 ${d.needed} 或更新版本。在源码目录中，npm run -s kneescope 会使用正确的版本。`,
};
