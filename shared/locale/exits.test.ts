import { describe, expect, it } from 'vitest';
import { exitText } from './en/exits.ts';
import { exitText as chinese } from './zh-CN/exits.ts';

describe('an exit code in words', () => {
  it.each([
    [3_221_225_781, 'code 3221225781 (0xC0000135): a DLL that the program needs was not found'],
    [-1_073_741_515, 'code -1073741515 (0xC0000135): a DLL that the program needs was not found'],
    [0xc0000005, 'code 3221225477 (0xC0000005): access violation'],
    [0x887a0005, 'code 2289696773 (0x887A0005): the GPU was removed'],
    ['SIGSEGV', 'SIGSEGV: segmentation fault'],
    [139, 'code 139 (SIGSEGV): segmentation fault'],
    [127, 'code 127: a command or a shared library was not found'],
    ['EAGAIN', 'EAGAIN: the limit of processes'],
  ])('%s: %s', (code, text) => {
    expect(exitText(code).startsWith(text)).toBe(true);
  });

  it('is the code alone where nothing is known of it, and nothing where there is none', () => {
    expect(exitText(7)).toBe('code 7');
    expect(exitText(0xc0001234)).toBe('code 3221230132 (0xC0001234)');
    expect(exitText('SIGRT_5')).toBe('SIGRT_5');
    expect(exitText(null)).toBe('');
    expect(exitText(undefined)).toBe('');
  });

  it('is there in Chinese too', () => {
    expect(chinese(3_221_225_781)).toBe(
      '代码 3221225781（0xC0000135），缺少程序所需的 DLL：请安装运行库（Visual C++ 可再发行组件、DirectX），或复制程序的整个文件夹',
    );
    expect(chinese(7)).toBe('代码 7');
  });
});
