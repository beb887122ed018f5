import { readWideText } from '../native/wide-text.ts';
import { systemLibrary } from './system-library.ts';

/** What Windows tells of the session and the box that we run in; null is what it does not tell. */
export interface Surroundings {
  readonly onBattery: boolean | null;
  /** Whether the screen of this session is somewhere else. */
  readonly remote: boolean | null;
  /** 0 is where services run, which have no desktop. */
  readonly session: number | null;
  readonly administrator: boolean | null;
  /** Whether this user may trace the system without being an administrator. */
  readonly performanceLogUser: boolean | null;
  readonly adapters: readonly DisplayAdapterUse[];
}

/** An adapter that Windows can show a desktop with. */
export interface DisplayAdapterUse {
  readonly name: string;
  /** How many screens it shows a desktop on. */
  readonly displays: number;
}

const REMOTE_SESSION = 0x1000;
const ON_MAINS = 1;
const UNPLUGGED = 0;
/** S-1-5-32-559: Performance Log Users. */
const LOG_USERS = Buffer.from([1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x2f, 2, 0, 0]);
/** `DISPLAY_DEVICEW`: size, name, text, state, two more texts. */
const DEVICE = { bytes: 840, text: 68, state: 324, key: 584 };
const ATTACHED = 1;
const MIRRORING = 8;
const MOST_DEVICES = 256;

/** Never rejects. */
export async function surroundings(): Promise<Surroundings> {
  const [kernel, user, shell, advapi] = await Promise.all(
    ['kernel32.dll', 'user32.dll', 'shell32.dll', 'advapi32.dll'].map(
      async (name) => (await systemLibrary(name)).library,
    ),
  );
  const metrics = user?.func('int GetSystemMetrics(int what)');
  const isAdministrator = shell?.func('int IsUserAnAdmin()');
  const status = Buffer.alloc(12);
  const powered = kernel?.func('int GetSystemPowerStatus(void *status)')?.(status)
    ? status.readUInt8(0)
    : null;
  const session = Buffer.alloc(4);
  const known = kernel?.func('int ProcessIdToSessionId(uint32_t pid, void *session)')?.(process.pid, session);
  const member = Buffer.alloc(4);
  const asked = advapi?.func('int CheckTokenMembership(void *token, void *sid, void *member)')?.(
    null,
    LOG_USERS,
    member,
  );
  const devices = user?.func(
    'int EnumDisplayDevicesW(void *device, uint32_t index, void *into, uint32_t flags)',
  );
  return {
    onBattery: powered === ON_MAINS ? false : powered === UNPLUGGED ? true : null,
    remote: metrics ? metrics(REMOTE_SESSION) !== 0 : null,
    session: known ? session.readUInt32LE() : null,
    administrator: isAdministrator ? isAdministrator() !== 0 : null,
    performanceLogUser: asked ? member.readUInt32LE() !== 0 : null,
    adapters: devices ? adapterUses((index, into) => devices(null, index, into, 0) !== 0) : [],
  };
}

/**
 * Adapters with their screens. Windows lists an adapter once for each screen that it could have; the key of the registry
 * behind it is the same for all of them, up to the last part.
 */
function adapterUses(deviceAt: (index: number, into: Buffer) => boolean): DisplayAdapterUse[] {
  const uses = new Map<string, DisplayAdapterUse>();
  for (let index = 0; index < MOST_DEVICES; index++) {
    const device = Buffer.alloc(DEVICE.bytes);
    device.writeUInt32LE(DEVICE.bytes);
    if (!deviceAt(index, device)) break;
    const state = device.readUInt32LE(DEVICE.state);
    if ((state & MIRRORING) !== 0) continue;
    const name = readWideText(device, DEVICE.text, DEVICE.state);
    const key = readWideText(device, DEVICE.key).replace(/\\[^\\]*$/u, '');
    const before = uses.get(key || name)?.displays ?? 0;
    uses.set(key || name, { name, displays: before + ((state & ATTACHED) === 0 ? 0 : 1) });
  }
  return [...uses.values()];
}
