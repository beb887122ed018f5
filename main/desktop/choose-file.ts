import { dialog, type BrowserWindow, type FileFilter } from 'electron';
import type { Choice, DeskWords } from '../../shared/bridge/desk.ts';

/** Lets somebody choose in a dialog of the system. @returns null where nothing was chosen */
export async function chooseFile(
  window: BrowserWindow,
  what: Choice,
  from: string | null,
  words: DeskWords,
): Promise<string | null> {
  const plans: FileFilter[] = [{ name: words.plans, extensions: ['plan.json'] }];
  const at = from === null ? {} : { defaultPath: from };
  if (what === 'plan-to-write') {
    const { canceled, filePath } = await dialog.showSaveDialog(window, { ...at, filters: plans });
    return canceled || filePath === '' ? null : filePath;
  }
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    ...at,
    properties: [what === 'folder' ? 'openDirectory' : 'openFile'],
    // A filter would hide programs that have no ending, as all have on Linux.
    ...(what === 'plan' && { filters: [...plans, { name: words.all, extensions: ['*'] }] }),
  });
  return canceled ? null : (filePaths[0] ?? null);
}
