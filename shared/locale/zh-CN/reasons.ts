import { hasEscapes, reasonsIn } from '../reasons.ts';

const BACKSLASH = '反斜杠在这里是转义符，路径请用 / 或 \\\\，例如 D:/apps/Showroom.exe';

const SYSTEM: Readonly<Record<string, string>> = {
  ENOENT: '文件或文件夹不存在',
  EACCES: '当前用户没有权限',
  EPERM: '当前用户没有权限，或被其他程序占用',
  EISDIR: '它是文件夹',
  ENOTDIR: '路径中有一段不是文件夹',
  ENOSPC: '磁盘已满',
  EDQUOT: '当前用户的磁盘配额已用完',
  EROFS: '磁盘是只读的',
  EBUSY: '被其他程序占用',
  EEXIST: '已有同名文件',
  ENAMETOOLONG: '名称过长',
  EMFILE: '打开的文件过多',
  EIO: '磁盘故障',
  EADDRINUSE: '已被其他程序占用',
  'database or disk is full': '磁盘已满',
  'attempt to write a readonly database': '它是只读的',
  'unable to open database file': '无法打开',
  'database is locked': '被其他程序占用',
  'disk I/O error': '磁盘故障',
};

const SYNTAX: Readonly<Record<string, string>> = {
  InvalidSymbol: '此处应为带引号的文字、数字、true、false 或 null',
  InvalidNumberFormat: '数字写法有误',
  PropertyNameExpected: '缺少带引号的字段名',
  ValueExpected: '缺少值',
  ColonExpected: '缺少冒号',
  CommaExpected: '缺少逗号',
  CloseBraceExpected: '缺少右大括号',
  CloseBracketExpected: '缺少右方括号',
  EndOfFileExpected: '结尾之后还有内容',
  UnexpectedEndOfComment: '注释没有结束',
  UnexpectedEndOfString: '文字缺少右引号',
  UnexpectedEndOfNumber: '数字不完整',
  InvalidUnicode: '\\u 之后不是四位十六进制数',
  InvalidEscapeCharacter: BACKSLASH,
  InvalidCharacter: '此字符必须转义',
};

const TYPES: Readonly<Record<string, string>> = {
  number: '数字',
  int: '整数',
  string: '文字',
  boolean: 'true 或 false',
  array: '列表',
  object: '对象',
  record: '对象',
};

const DRIVER: Readonly<Record<string, string>> = {
  invalid: '应答不符合 kneescope.driver/1',
  error: '驱动程序自己报告的错误',
  closed: '它已退出',
  silent: '未在限定时间内应答',
};

export const { systemReason, syntaxReason, typeReason, driverReason } = reasonsIn({
  system: SYSTEM,
  syntax: SYNTAX,
  types: TYPES,
  driver: DRIVER,
});

/** For a path with control characters. */
export const escapedPath = (path: string): string => (hasEscapes(path) ? `JSON 中${BACKSLASH}。` : '');
