import { processCalls, type Handle } from '../../os/windows/process-calls.ts';

/** A top-level window. */
export interface TopWindow {
  readonly handle: Handle;
  readonly pid: number;
  readonly visible: boolean;
}

/** The windows of these processes; those that a program keeps hidden too. */
export function windowsOf(pids: ReadonlySet<number>): readonly TopWindow[] {
  const { EnumWindows, GetWindowThreadProcessId, IsWindowVisible } = processCalls();
  const found: TopWindow[] = [];
  const owner = Buffer.alloc(4);
  EnumWindows((handle) => {
    GetWindowThreadProcessId(handle, owner);
    const pid = owner.readUInt32LE();
    if (pids.has(pid)) found.push({ handle, pid, visible: IsWindowVisible(handle) !== 0 });
    return 1;
  }, 0);
  return found;
}

const WM_CLOSE = 0x10;

/** Asks each visible window to close, as its cross does. @returns whether there was one */
export function closeWindows(pids: ReadonlySet<number>): boolean {
  const { PostMessageW } = processCalls();
  return windowsOf(pids)
    .filter(({ visible }) => visible)
    .map(({ handle }) => PostMessageW(handle, WM_CLOSE, 0, 0) !== 0)
    .includes(true);
}

/** Whether a visible window has not looked at its messages for the five seconds that Windows itself allows. */
export function isHung(pids: ReadonlySet<number>): boolean {
  const { IsHungAppWindow } = processCalls();
  return windowsOf(pids).some(({ handle, visible }) => visible && IsHungAppWindow(handle) !== 0);
}
