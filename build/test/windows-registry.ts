import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { windowsPath } from './compile-for-windows.ts';
import { startWithFiles } from './wine.ts';

/**
 * A value of Windows' registry, read by Windows' own `reg export`; null where there is none.
 * @param folder for what is written on the way
 */
export async function registryValue(folder: string, key: string, name: string): Promise<string | null> {
  const file = path.join(folder, 'exported.reg');
  rmSync(file, { force: true });
  const { code } = await startWithFiles(folder, 'reg', { args: ['export', key, windowsPath(file), '/y'] })
    .ended;
  if (code !== 0) return null;
  // Of a text with variables in it (REG_EXPAND_SZ) the bytes are written, in lines that end with a backslash.
  const text = readFileSync(file, 'utf16le').replaceAll(/\\\r?\n\s*/gu, '');
  const line = text.split(/\r?\n/u).find((one) => one.startsWith(name === '' ? '@=' : `"${name}"=`));
  const value = line?.slice(line.indexOf('=') + 1);
  if (value === undefined) return null;
  if (!value.startsWith('hex(2):')) return value.slice(1, -1).replaceAll(/\\(["\\])/gu, '$1');
  const bytes = value
    .slice('hex(2):'.length)
    .split(',')
    .map((byte) => parseInt(byte, 16));
  return Buffer.from(bytes).toString('utf16le').replace(/\0+$/u, '');
}
