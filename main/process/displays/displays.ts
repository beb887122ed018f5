import { windowPings } from '../../os/x11/window-pings.ts';
import { XConnection } from '../../os/x11/x-connection.ts';
import { windowFinder } from '../../os/x11/x-windows.ts';
import type { WindowWatch } from '../ready/window-watch.ts';

/** The displays that the instances of a run show their windows on. */
export interface Displays {
  /** Of a program with this environment; null where its windows cannot be seen. */
  watch(environment: NodeJS.ProcessEnv): Promise<WindowWatch | null>;
  close(): void;
}

/** An X server is asked by us in the place of a window manager; windows of Wayland are nobody's to see but its own. */
export function displays(): Displays {
  const open = new Map<string, Promise<WindowWatch | null>>();
  const connections: XConnection[] = [];

  const watchOf = async (environment: NodeJS.ProcessEnv): Promise<WindowWatch | null> => {
    try {
      const x = await XConnection.open(environment);
      connections.push(x);
      const [find, hang] = await Promise.all([windowFinder(x), windowPings(x)]);
      return {
        look: async (pids) => {
          const windows = await find(pids);
          const shown = windows.filter((one) => one.shown);
          const hangs = await hang(shown);
          return { shown: shown.length, hidden: windows.length - shown.length, hangs };
        },
      };
    } catch {
      return null;
    }
  };

  return {
    watch: async (environment) => {
      const { DISPLAY: display, XAUTHORITY: authority, WAYLAND_DISPLAY: wayland } = environment;
      // A program that may choose draws on Wayland, where nothing could be seen of it.
      if (!display || wayland) return null;
      const key = JSON.stringify([display, authority]);
      const watch = open.get(key) ?? watchOf(environment);
      open.set(key, watch);
      return watch;
    },
    close: () => {
      for (const x of connections) x.close();
    },
  };
}
