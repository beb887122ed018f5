import type { DoctorCheck } from '../../../shared/model/doctor.ts';
import type { BoxFacts, PowerSettings } from './facts.ts';

type State = DoctorCheck['state'];
/** Looks at one thing; null where it does not concern this box, or could not be found out. */
type Look = (facts: BoxFacts) => DoctorCheck | null;

/**
 * What of a box can falsify a run without showing in its readings, judged by what was found out. A further check is one more function
 * in this list, with its texts under the same code in `shared/locale` (`doctor.checks`).
 */
export const FACT_CHECKS: readonly Look[] = [
  powerSaving,
  onBattery,
  remoteSession,
  noDesktop,
  displays,
  cardAccess,
  frameRights,
  clock,
  freeDisk,
  fewerCores,
  gaming,
  virusScanner,
];

/** Windows' own power schemes; what a maker adds is not known, and not judged. */
const SCHEMES: Readonly<Record<string, State>> = {
  'a1841308-3541-4fab-bc81-f71556f20b4a': 'bad',
  '381b4222-f694-41f0-9685-ff5bb260df2e': 'beware',
  '8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c': 'good',
  'e9a42b02-d5df-448d-aa00-03f14749eb61': 'good',
};
/** The slider of Windows 10 and 11, which lies over the balanced scheme. */
const OVERLAYS: Readonly<Record<string, State>> = {
  '961cc777-2547-4f9d-8174-7d86181b8a7a': 'bad',
  '3af9b8d9-7c97-431d-ad78-34a8bfea439f': 'good',
  'ded574b5-45a0-4f42-8737-46345c09c238': 'good',
};
const PREFERENCES: Readonly<Record<string, State>> = {
  power: 'bad',
  balance_power: 'beware',
  default: 'beware',
  balance_performance: 'beware',
  performance: 'good',
};
const PROFILES: Readonly<Record<string, State>> = {
  'low-power': 'bad',
  cool: 'bad',
  quiet: 'bad',
  balanced: 'beware',
  'balanced-performance': 'good',
  performance: 'good',
};
const WORST_FIRST: readonly State[] = ['bad', 'beware', 'good'];

function knownState(states: Readonly<Record<string, State>>, word: string): State[] {
  return Object.hasOwn(states, word) ? [states[word] as State] : [];
}

/** A governor alone decides the clock only where the processor does not decide itself by a preference. */
function governed({ governors, preferences }: PowerSettings): State[] {
  if (preferences.length > 0) return preferences.flatMap((word) => knownState(PREFERENCES, word));
  return governors.map((word) => (word === 'performance' ? 'good' : word === 'powersave' ? 'bad' : 'beware'));
}

function powerSaving({ power }: BoxFacts): DoctorCheck | null {
  const { scheme, overlay, governors, preferences, profile } = power;
  const over = overlay === null ? [] : knownState(OVERLAYS, overlay);
  // The slider replaces what the balanced scheme says.
  const windows = over.length > 0 ? over : scheme === null ? [] : knownState(SCHEMES, scheme);
  const states = [...windows, ...governed(power), ...(profile === null ? [] : knownState(PROFILES, profile))];
  const state = WORST_FIRST.find((one) => states.includes(one));
  if (state === undefined) return null;
  return { code: 'power-saving', state, evidence: { scheme, overlay, governors, preferences, profile } };
}

function onBattery({ onBattery: discharging }: BoxFacts): DoctorCheck | null {
  if (discharging === null) return null;
  return { code: 'battery', state: discharging ? 'bad' : 'good', evidence: { discharging } };
}

function remoteSession({ session }: BoxFacts): DoctorCheck | null {
  const { remote, service } = session;
  if (service === true) return { code: 'remote-session', state: 'bad', evidence: { by: 'service' } };
  if (remote === 'rdp') return { code: 'remote-session', state: 'beware', evidence: { by: remote } };
  // A shell from afar shows nothing and takes nothing from the card.
  return service === null && remote === null
    ? null
    : { code: 'remote-session', state: 'good', evidence: { by: remote } };
}

function noDesktop({ session: { display, core } }: BoxFacts): DoctorCheck | null {
  if (core === true) return { code: 'no-desktop', state: 'bad', evidence: { core, display } };
  if (display === null) return null;
  return { code: 'no-desktop', state: display ? 'good' : 'beware', evidence: { core: false, display } };
}

/** Of several cards one with a desktop on it does more than the others. */
function displays({ cards }: BoxFacts): DoctorCheck | null {
  const shown = cards.filter((card) => card.displays > 0);
  if (cards.length < 2 || shown.length === 0) return null;
  return {
    code: 'displays',
    state: shown.length < cards.length ? 'beware' : 'good',
    evidence: { cards: cards.length, shown: shown.map(({ name }) => name) },
  };
}

function cardAccess({ nodes: { all, closed } }: BoxFacts): DoctorCheck | null {
  if (all.length === 0) return null;
  return { code: 'card-access', state: closed.length > 0 ? 'bad' : 'good', evidence: { nodes: all, closed } };
}

function frameRights({ mayTrace }: BoxFacts): DoctorCheck | null {
  if (mayTrace === null) return null;
  return { code: 'frame-rights', state: mayTrace ? 'good' : 'beware', evidence: { mayTrace } };
}

/** Time by these is read slowly, or goes by steps. */
const SLOW_SOURCES = ['hpet', 'acpi_pm', 'jiffies', 'refined-jiffies', 'pit'];
/** A clock that is set while we look, not one that is being led. */
const STEP_MS = 100;
/** This version is younger: a box that lives before it has a wrong clock. */
const EARLIEST = Date.UTC(2026, 0, 1);

function clock({ clock: { source, wall, stepMs } }: BoxFacts): DoctorCheck {
  const stepped = stepMs !== null && Math.abs(stepMs) > STEP_MS;
  const slow = source !== null && SLOW_SOURCES.includes(source);
  const past = wall < EARLIEST;
  const state = stepped ? 'bad' : slow || past ? 'beware' : 'good';
  const date = new Date(wall).toISOString().slice(0, 10);
  return { code: 'clock', state, evidence: { source, date, stepMs, stepped, slow, past } };
}

/** The guard of free disk ends a run below this, in MiB. */
const NO_ROOM = 1024;
const LITTLE_ROOM = 5120;

function freeDisk({ disks }: BoxFacts): DoctorCheck | null {
  const known = disks.flatMap(({ folder, freeMiB }) => (freeMiB === null ? [] : [{ folder, freeMiB }]));
  const [fullest] = known.toSorted((a, b) => a.freeMiB - b.freeMiB);
  if (!fullest) return null;
  const { folder, freeMiB } = fullest;
  const state = freeMiB < NO_ROOM ? 'bad' : freeMiB < LITTLE_ROOM ? 'beware' : 'good';
  return { code: 'free-disk', state, evidence: { folder, freeMiB: Math.round(freeMiB) } };
}

/** A container, or somebody who bound us to some cores: the load of the box then says nothing of what we may have. */
function fewerCores({ cores: { all, allowed } }: BoxFacts): DoctorCheck | null {
  if (all === 0 || allowed >= all) return null;
  return { code: 'fewer-cores', state: 'bad', evidence: { all, allowed } };
}

function gaming({ gaming: { mode, recording } }: BoxFacts): DoctorCheck | null {
  if (mode === null && recording === null) return null;
  return {
    code: 'gaming',
    state: mode === true || recording === true ? 'beware' : 'good',
    evidence: { mode, recording },
  };
}

function virusScanner({ platform, scanners }: BoxFacts): DoctorCheck | null {
  if (scanners.length === 0 && platform !== 'win32') return null;
  return { code: 'virus-scanner', state: scanners.length > 0 ? 'beware' : 'good', evidence: { scanners } };
}
