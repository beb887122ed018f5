import { openRegistry } from '../../../os/windows/registry.ts';
import { surroundings } from '../../../os/windows/surroundings.ts';
import type { BoxFacts } from '../facts.ts';

const SCHEMES = 'SYSTEM\\CurrentControlSet\\Control\\Power\\User\\PowerSchemes';
const WINDOWS = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
const GAME_BAR = 'SOFTWARE\\Microsoft\\GameBar';
const GAME_CONFIG = 'System\\GameConfigStore';

/** What only Windows tells. Native calls that answer at once; no program is started. */
export async function gatherOnWindows(): Promise<Partial<BoxFacts>> {
  const [registry, around] = await Promise.all([openRegistry(), surroundings()]);
  const guid = (name: string) => registry.text('machine', SCHEMES, name)?.toLowerCase() ?? null;
  const flag = (key: string, name: string) => {
    const value = registry.number('user', key, name);
    return value === null ? null : value !== 0;
  };
  const { onBattery, remote, session, administrator, performanceLogUser, adapters } = around;
  const installed = registry.text('machine', WINDOWS, 'InstallationType');
  const display = adapters.some(({ displays }) => displays > 0);
  return {
    onBattery,
    power: {
      scheme: guid('ActivePowerScheme'),
      overlay: guid(onBattery === true ? 'ActiveOverlayDcPowerScheme' : 'ActiveOverlayAcPowerScheme'),
      governors: [],
      preferences: [],
      profile: null,
    },
    session: {
      remote: remote === true ? 'rdp' : null,
      service: session === null ? null : session === 0,
      display: adapters.length === 0 ? null : display,
      core: installed === null ? null : /core/iu.test(installed),
    },
    mayTrace:
      administrator === null && performanceLogUser === null
        ? null
        : administrator === true || performanceLogUser === true,
    cards: adapters,
    gaming: {
      mode: flag(GAME_BAR, 'AutoGameModeEnabled'),
      recording: flag(GAME_CONFIG, 'GameDVR_Enabled'),
    },
  };
}
