import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { Problem } from '../../shared/model/problem.ts';

const MOST_REASON = 200;

/** Where Electron's package lies beside us; null where it was not installed. */
function packageFolder(): string | null {
  try {
    return path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

/** The program that the package brought at its first start, where it did. */
function broughtTo(folder: string): string | null {
  const named = path.join(folder, 'path.txt');
  const name = existsSync(named) ? readFileSync(named, 'utf8').trim() : null;
  const elsewhere = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (elsewhere !== undefined) return path.join(elsewhere, name ?? 'electron');
  if (name === null) return null;
  const program = path.join(folder, 'dist', name);
  return existsSync(program) ? program : null;
}

/** What an installer's output says in one line of what went wrong. */
function reasonOf(error: unknown): string {
  const { stderr = '', message = String(error) } = error as { stderr?: string; message?: string };
  const line = stderr.split('\n').find((one) => /error/iu.test(one)) ?? message.split('\n')[0] ?? '';
  return line.trim().slice(0, MOST_REASON);
}

/**
 * Electron's program: ourselves in the packaged app, else that of the registry package, which has none in it and fetches it once.
 * @param onFetch called before it is fetched, which takes a while
 * @throws Problem `desktop.no-electron`
 */
export async function electronProgram(onFetch: () => void): Promise<string> {
  if ('electron' in process.versions) return process.execPath;
  const folder = packageFolder();
  if (folder === null) throw new Problem('desktop.no-electron', { reason: 'electron' });
  const brought = broughtTo(folder);
  if (brought !== null) return brought;
  onFetch();
  try {
    await promisify(execFile)(process.execPath, [path.join(folder, 'install.js')]);
  } catch (error) {
    throw new Problem('desktop.no-electron', { reason: reasonOf(error) });
  }
  const fetched = broughtTo(folder);
  if (fetched === null) throw new Problem('desktop.no-electron', { reason: 'path.txt' });
  return fetched;
}
