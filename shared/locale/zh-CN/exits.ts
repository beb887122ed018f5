import { exitKey } from '../exit-key.ts';
import type { exitMeanings as english, exitText as englishText } from '../en/exits.ts';
import { entry } from '../entry.ts';

export const exitMeanings: Record<keyof typeof english, string> = {
  '0xC0000135':
    '缺少程序所需的 DLL：请安装运行库（Visual C++ 可再发行组件、DirectX），或复制程序的整个文件夹',
  '0xC0000139': '找到的 DLL 版本不符，缺少所需函数：文件夹里混有两个版本',
  '0xC0000142': 'DLL 初始化失败，常见原因是没有桌面会话，或桌面堆已用尽',
  '0xC000007B': 'DLL 类型不符（32 位与 64 位混用），或文件已损坏',
  '0xC0000005': '访问冲突：程序访问了不属于它的内存',
  '0xC0000006': '无法从磁盘读回文件：磁盘或网络共享出错',
  '0xC000001D': '非法指令：CPU 不支持程序编译时所用的指令',
  '0xC0000094': '除以零',
  '0xC00000FD': '栈溢出',
  '0xC0000017': '内存不足',
  '0xC000012D': '内存不足：已达到提交上限（物理内存加页面文件）',
  '0xC0000022': '拒绝访问：当前用户无权使用程序的某个文件或文件夹',
  '0xC0000374': '堆损坏',
  '0xC0000409': '程序检查失败后自行终止（fail fast 或 abort）',
  '0xC0000420': '断言失败',
  '0xC000041D': '回调中的异常未被处理',
  '0xC0000428': '系统不接受某个文件的签名',
  '0xC000013A': '被 Ctrl+C 或控制台关闭所终止',
  '0x40010004': '被调试器或会话结束所终止',
  '0x80000003': '没有调试器却遇到断点：程序的断言失败',
  '0xE06D7363': 'C++ 异常未被处理',
  '0xE0434352': '.NET 异常未被处理',
  '0x887A0005': 'GPU 被移除或驱动被重置（device removed）',
  '0x887A0006': 'GPU 因程序提交的内容而挂起（device hung）',
  '0x887A0007': 'GPU 被重置',
  '0x887A0020': 'GPU 驱动内部错误',
  SIGHUP: '所在终端已关闭',
  SIGINT: '被 Ctrl+C 中断',
  SIGQUIT: '被键盘终止，并留下核心转储',
  SIGILL: '非法指令：CPU 不支持程序编译时所用的指令，或程序自行终止',
  SIGTRAP: '没有调试器却遇到断点：程序的断言失败',
  SIGABRT: '程序自行终止（abort 或断言失败）',
  SIGBUS: '总线错误：文件或共享内存变短，或所在磁盘已满',
  SIGFPE: '运算错误，例如除以零',
  SIGKILL: '被外部强行终止',
  SIGSEGV: '段错误：程序访问了不属于它的内存',
  SIGPIPE: '读取其输出的一方已经退出',
  SIGTERM: '被外部要求结束',
  SIGXCPU: 'CPU 时间已用尽限额',
  SIGXFSZ: '文件超过了大小限额',
  SIGSYS: '调用了此处不允许的系统调用（沙箱）',
  '126': '找到了命令但不能运行',
  '127': '找不到命令或共享库：请看其输出的最后几行',
  ENOMEM: '没有内存再启动一个进程',
  EAGAIN: '当前用户的进程数已达上限',
  EMFILE: '打开的文件数已达上限',
  ENFILE: '整个系统打开的文件数已达上限',
};

export const exitText: typeof englishText = (code) => {
  if (typeof code !== 'number' && typeof code !== 'string') return '';
  const key = exitKey(code);
  const meaning = entry<string>(exitMeanings, key);
  const name = key === String(code) || typeof code === 'string' ? key : `${code}（${key}）`;
  const label = /^[A-Z]/u.test(key) && key === name ? name : `代码 ${name}`;
  return meaning === undefined ? label : `${label}，${meaning}`;
};
