import { EventEmitter } from 'node:events';

/** Dialogs answer as if cancelled; a test puts its own answers in their place. */
export const dialog = {
  showMessageBox: (...given: unknown[]) => {
    const { cancelId = 0 } = given.at(-1) as { cancelId?: number };
    return Promise.resolve({ response: cancelId, checkboxChecked: false });
  },
  showOpenDialog: (): Promise<{ canceled: boolean; filePaths: string[] }> =>
    Promise.resolve({ canceled: true, filePaths: [] }),
  showSaveDialog: () => Promise.resolve({ canceled: true, filePath: '' }),
  showErrorBox: (title: string, text: string) => {
    process.stderr.write(`${title}: ${text}\n`);
  },
};

export const Menu = {
  setApplicationMenu: () => undefined,
  buildFromTemplate: (items: unknown) => ({ items }),
};

export class Tray extends EventEmitter {
  setToolTip(_text: string): void {
    return;
  }
  setContextMenu(_menu: unknown): void {
    return;
  }
}

export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return true;
  }
  readonly title: string;
  readonly body: string;
  constructor({ title, body }: { title: string; body: string }) {
    super();
    this.title = title;
    this.body = body;
  }
  show(): void {
    return;
  }
}

let blockers = 0;
export const powerSaveBlocker = {
  start: (_type: string) => (blockers += 1),
  stop: (_id: number) => undefined,
};

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
};

export const shell = { openPath: (_file: string) => Promise.resolve('') };
export const nativeTheme = { shouldUseDarkColors: false };
