/** What the stand-in says to a page. */
export type Told =
  | { readonly channel: string; readonly args: readonly unknown[]; readonly ports: readonly number[] }
  | { readonly port: number; readonly data?: unknown; readonly close?: true };

/**
 * The text that runs in every document before its own scripts: Electron's API for a sandboxed preload, and the preload itself.
 * @param preload the built preload; it may require nothing but Electron, as in a sandbox
 * @param files paths of files by their names, since a page of Chromium does not tell them
 */
export function pageSide(preload: string, files: Readonly<Record<string, string>>): string {
  return `(() => {
    if (window !== window.top) return;
    const send = window.standInSends;
    const listeners = new Map();
    const ports = new Map();
    const say = (message) => void send(JSON.stringify(message));
    window.standInTells = (told) => {
      if ('channel' in told) {
        const given = told.ports.map((number) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = ({ data }) => say({ port: number, data });
          // Electron tells each end of a channel when the other is closed, which Chromium does not.
          port2.close = () => { if (ports.delete(number)) say({ port: number, close: true }); };
          ports.set(number, { port1, port2 });
          return port2;
        });
        for (const listener of listeners.get(told.channel) ?? []) listener({ ports: given }, ...told.args);
      } else if (told.close) {
        const pair = ports.get(told.port);
        ports.delete(told.port);
        pair?.port2.dispatchEvent(new Event('close'));
      } else ports.get(told.port)?.port1.postMessage(told.data);
    };
    const electron = Object.freeze({
      contextBridge: {
        exposeInMainWorld: (name, api) =>
          Object.defineProperty(window, name, { value: Object.freeze({ ...api }), enumerable: true }),
      },
      ipcRenderer: {
        on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
        send: (channel, ...args) => say({ channel, args }),
      },
      webUtils: { getPathForFile: (file) => (${JSON.stringify(files)})[file.name] ?? '' },
    });
    const require = (name) => {
      if (name !== 'electron') throw new Error('a sandboxed preload cannot require ' + name);
      return electron;
    };
    say({ began: true });
    ((require, module, exports, process) => {
${preload}
    })(require, { exports: {} }, {}, undefined);
  })();`;
}
