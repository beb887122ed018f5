import { DOOR, type Door } from '../../shared/bridge/door.ts';

/** What the desktop's preload gave this page; null in a browser. */
export function desktopDoor(): Door | null {
  return (globalThis as { [DOOR]?: Door })[DOOR] ?? null;
}
