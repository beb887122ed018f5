import type { Seconds } from '../../../shared/model/units.ts';
import type { Clock } from '../../os/clock.ts';
import { processCalls, type Handle } from '../../os/windows/process-calls.ts';
import type { WindowWatch } from '../ready/window-watch.ts';

/** A top-level window. */
export interface TopWindow {
  readonly handle: Handle;
  readonly pid: number;
  readonly visible: boolean;
}

/** Every top-level window of the desktop; those that programs keep hidden too. */
function allWindows(): readonly TopWindow[] {
  const { EnumWindows, GetWindowThreadProcessId, IsWindowVisible } = processCalls();
  const found: TopWindow[] = [];
  const owner = Buffer.alloc(4);
  EnumWindows((handle) => {
    GetWindowThreadProcessId(handle, owner);
    found.push({ handle, pid: owner.readUInt32LE(), visible: IsWindowVisible(handle) !== 0 });
    return 1;
  }, 0);
  return found;
}

const WM_CLOSE = 0x10;

/** Asks each visible window to close, as its cross does. @returns whether there was one */
export function closeWindows(pids: ReadonlySet<number>): boolean {
  const { PostMessageW } = processCalls();
  return allWindows()
    .filter(({ pid, visible }) => visible && pids.has(pid))
    .map(({ handle }) => PostMessageW(handle, WM_CLOSE, 0, 0) !== 0)
    .includes(true);
}

/** One look at the desktop serves all instances of a tick. */
const FRESH: Seconds = 0.2;

/**
 * Sees the windows of this session. One hangs that is visible and has not looked at its messages for the five seconds
 * that Windows itself allows.
 */
export function desktopWindows(clock: Clock): WindowWatch {
  let last: { readonly at: Seconds; readonly windows: readonly TopWindow[] } | null = null;
  return {
    look: (pids) => {
      if (last === null || clock.now() - last.at > FRESH) last = { at: clock.now(), windows: allWindows() };
      const own = last.windows.filter(({ pid }) => pids.has(pid));
      const shown = own.filter(({ visible }) => visible);
      const { IsHungAppWindow } = processCalls();
      const hangs = shown.length === 0 ? null : shown.some(({ handle }) => IsHungAppWindow(handle) !== 0);
      return Promise.resolve({ shown: shown.length, hidden: own.length - shown.length, hangs });
    },
  };
}
