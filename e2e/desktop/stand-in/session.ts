import { EventEmitter } from 'node:events';

type Pages = (request: Request) => Response | Promise<Response>;

const handlers = new Map<string, Pages>();

export const protocol = {
  registerSchemesAsPrivileged: (_schemes: unknown) => undefined,
  handle: (scheme: string, pages: Pages) => handlers.set(scheme, pages),
};

/** Chromium knows no scheme of ours, so a page of it has an address that stands for it. */
const FOREIGN = /^https:\/\/([a-z]+)\.scheme\.test\//u;

export function toChromium(address: string): string {
  const [, scheme, rest] = /^([a-z]+):\/\/app\/(.*)$/u.exec(address) ?? [];
  return scheme !== undefined && handlers.has(scheme)
    ? `https://${scheme}.scheme.test/${rest ?? ''}`
    : address;
}
export function fromChromium(address: string): string {
  return address.replace(FOREIGN, '$1://app/');
}

/** What our scheme answers; null for an address of another. */
export async function answerOf(address: string, method: string): Promise<Response | null> {
  const ours = fromChromium(address);
  const pages = handlers.get(ours.split(':')[0] ?? '');
  return pages ? pages(new Request(ours, { method })) : null;
}

type Asked = (contents: unknown, permission: string, answer: (granted: boolean) => void) => void;

type BeforeRequest = (details: { url: string }, answer: (way: { cancel?: boolean }) => void) => void;

class Session extends EventEmitter {
  readonly protocol = protocol;
  #before: BeforeRequest | null = null;
  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest) => {
      this.#before = listener;
    },
  };
  #request: Asked | null = null;
  #check: ((contents: unknown, permission: string) => boolean) | null = null;

  setPermissionRequestHandler(handler: Asked): void {
    this.#request = handler;
  }
  setPermissionCheckHandler(handler: (contents: unknown, permission: string) => boolean): void {
    this.#check = handler;
  }
  setDevicePermissionHandler(_handler: () => boolean): void {
    return;
  }

  /** Whether a page may load it; without a listener it may load everything, as in Electron. */
  lets(url: string): boolean {
    let cancelled = false;
    this.#before?.({ url }, ({ cancel = false }) => {
      cancelled = cancel;
    });
    return !cancelled;
  }

  /** Whether a page may; without handlers it may everything, as in Electron. */
  permits(permission: string): boolean {
    const answers: boolean[] = [this.#check?.(null, permission) ?? true];
    this.#request?.(null, permission, (answer) => answers.push(answer));
    return answers.every(Boolean);
  }
}

const partitions = new Map<string, Session>();

export const session = {
  defaultSession: new Session(),
  fromPartition: (name: string): Session => {
    const known = partitions.get(name) ?? new Session();
    partitions.set(name, known);
    return known;
  },
};
export const ipcMain = new EventEmitter();
