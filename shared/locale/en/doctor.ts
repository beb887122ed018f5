import { entry } from '../entry.ts';
import { rights } from './rights.ts';

type Data = Readonly<Record<string, unknown>>;
const number = (value: unknown, digits = 1) => (typeof value === 'number' ? value.toFixed(digits) : '?');
const list = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value));

const words = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const rows = (value: unknown) =>
  words(value).filter(
    (one): one is Readonly<Record<string, unknown>> => typeof one === 'object' && one !== null,
  );

/** Power plans and modes of Windows, by their GUIDs. */
const POWER: Readonly<Record<string, string>> = {
  'a1841308-3541-4fab-bc81-f71556f20b4a': 'Power saver',
  '381b4222-f694-41f0-9685-ff5bb260df2e': 'Balanced',
  '8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c': 'High performance',
  'e9a42b02-d5df-448d-aa00-03f14749eb61': 'Ultimate performance',
  '961cc777-2547-4f9d-8174-7d86181b8a7a': 'Best power efficiency',
  '3af9b8d9-7c97-431d-ad78-34a8bfea439f': 'Better performance',
  'ded574b5-45a0-4f42-8737-46345c09c238': 'Best performance',
  '00000000-0000-0000-0000-000000000000': 'Recommended',
};

/** What was seen, what it does to a run, and what to do about it. */
interface CheckTexts {
  readonly evidence: (d: Data) => string;
  /** Said unless all is good. */
  readonly effect: string;
  readonly wayOut: string;
}

const checks: Record<string, CheckTexts> = {
  'background-load': {
    evidence: (d) =>
      d['cpu'] === null
        ? 'The load of the CPU cannot be read.'
        : `The CPU was at ${number(d['cpu'])} % while nothing was launched (${number(d['seconds'], 0)} s)${
            rows(d['busy']).length === 0
              ? ''
              : `, most of it by ${rows(d['busy'])
                  .map((one) => `${list(one['name'])} (${number(one['cpu'])} %)`)
                  .join(', ')}`
          }.`,
    effect: 'What else runs takes from the capacity, and changes from run to run.',
    wayOut: 'Close other programs, wait until updates and scans are over, and look again.',
  },
  'gpu-readings': {
    evidence: (d) => {
      const cards = words(d['cards']);
      return cards.length === 0
        ? 'No graphics card that can be read.'
        : `Graphics cards: ${cards.join(', ')}.`;
    },
    effect: 'Where the GPU gives out first a verdict is too high: it would not be seen.',
    wayOut:
      'See the readings above for the reason. Measure frame rates (frames in the plan): they fall when the GPU is full.',
  },
  'cards-of-others': {
    evidence: (d) =>
      rows(d['cards']).length === 0
        ? 'Nobody uses the graphics cards.'
        : `Before anything was launched ${rows(d['cards'])
            .map(
              (card) =>
                `GPU ${number(card['index'], 0)} was at ${number(card['load'])} % with ${number(card['vram'])} % of its memory in use`,
            )
            .join(', ')}.`,
    effect: 'What others take of a card is missing for the instances, and changes from run to run.',
    wayOut: 'Close browsers, other render programs and recorders; Task Manager shows who uses the GPU.',
  },
  throttled: {
    evidence: (d) =>
      words(d['reasons']).length === 0 && d['cpu'] === 0
        ? 'Nothing slows the box down.'
        : `Already idle it is slowed down${words(d['reasons']).length > 0 ? `: ${list(d['reasons'])}` : ''}${d['cpu'] === 0 ? '' : ` (the CPU by heat, ${number(d['cpu'], 0)} times)`}.`,
    effect: 'A box that is slowed down carries fewer than it will when it is not.',
    wayOut: 'Let it cool down, clean its fans, look at its power supply and power limits.',
  },
  'card-access': {
    evidence: (d) =>
      words(d['closed']).length === 0
        ? `This user may use ${list(d['nodes'])}.`
        : `This user may not use ${list(d['closed'])}.`,
    effect: 'Programs started by this user render in software, or not at all.',
    wayOut: 'Add the user to the group render (sudo usermod -aG render USER) and log in anew.',
  },
  'encoder-reading': {
    evidence: () => 'Whether the load of the video encoder can be read.',
    effect: 'A streamed program may fill the encoder first, and the run would not see it.',
    wayOut: 'Update the driver of the card, and measure with somebody watching each stream.',
  },
  'free-memory': {
    evidence: (d) => `${number(d['freeMiB'], 0)} MiB of RAM are free.`,
    effect: 'The guard of free memory may end a run before anything is known.',
    wayOut: 'Close other programs, or lower guards.freeRamMiB in the plan.',
  },
  swapping: {
    evidence: (d) => `${number(d['rate'])} MiB/s went to and from the swap.`,
    effect: 'A box that swaps is slow in ways that no load shows; a run on it tells nothing.',
    wayOut: 'Free memory until it is over.',
  },
  'power-saving': {
    evidence: (d) => {
      const { scheme, overlay, governors, preferences, profile } = d;
      const parts = [
        ...(typeof scheme === 'string' ? [`power plan ${entry(POWER, scheme) ?? scheme}`] : []),
        ...(typeof overlay === 'string' ? [`power mode ${entry(POWER, overlay) ?? overlay}`] : []),
        ...(words(governors).length > 0 ? [`governor ${list(governors)}`] : []),
        ...(words(preferences).length > 0 ? [`energy preference ${list(preferences)}`] : []),
        ...(typeof profile === 'string' ? [`platform profile ${profile}`] : []),
      ];
      return `Power: ${parts.join(', ')}.`;
    },
    effect:
      'Clocks are low while little runs and rise with the load, so the first instances look heavier than the later ones.',
    wayOut:
      'Choose the power plan High performance (powercfg /setactive SCHEME_MIN); on Linux the governor performance (cpupower frequency-set -g performance).',
  },
  battery: {
    evidence: (d) => (d['discharging'] === true ? 'The box runs on its battery.' : 'The box runs on mains.'),
    effect: 'On battery CPU and GPU are held back, most of them to less than half.',
    wayOut: 'Plug it in.',
  },
  'remote-session': {
    evidence: (d) =>
      d['by'] === 'service'
        ? 'Kneescope runs as a service, in session 0, which has no desktop.'
        : d['by'] === 'rdp'
          ? 'This session is shown somewhere else (Remote Desktop).'
          : 'This session is not shown by Remote Desktop.',
    effect:
      'Programs that are started here draw into a session that is sent away: the card encodes it too, its counters differ, frame rates follow the connection, and when it is closed windows may stop presenting.',
    wayOut:
      'Start from a session at the console (a remote tool that shows the console, such as VNC, or auto-logon), or render off-screen; else compare only with runs made the same way.',
  },
  'no-desktop': {
    evidence: (d) =>
      d['core'] === true
        ? 'This is Windows Server without a desktop (Server Core).'
        : d['display'] === true
          ? 'There is a screen to show windows on.'
          : 'There is no screen to show windows on.',
    effect: 'Programs that open a window cannot start, or render in software.',
    wayOut:
      'Start them off-screen (Unreal: -RenderOffScreen), or from a session with a desktop; on Linux with xvfb-run or a virtual screen of the card.',
  },
  displays: {
    evidence: (d) =>
      `${number(d['cards'], 0)} graphics cards, screens on ${words(d['shown']).length} of them: ${list(d['shown'])}.`,
    effect: 'The card with the desktop also draws that, so equal cards do not carry the same.',
    wayOut:
      'Unplug the screens or put them all on a card that is not measured; else read each card by itself in the result.',
  },
  'frame-rights': {
    evidence: (d) =>
      d['mayTrace'] === true
        ? 'This user may measure frames of other programs (PresentMon).'
        : 'This user may not measure frames of other programs (PresentMon).',
    effect: 'Everything else is measured; with frames from presentmon a plan gets none.',
    wayOut:
      'Add the user to the group Performance Log Users (net localgroup "Performance Log Users" USER /add) and log in anew. Nothing else needs a right.',
  },
  clock: {
    evidence: (d) =>
      d['stepped'] === true
        ? `The clock was set by ${number(d['stepMs'], 0)} ms while it was looked at.`
        : `The box says that it is ${list(d['date'])}${typeof d['source'] === 'string' ? `, and counts time by ${d['source']}` : ''}.`,
    effect:
      'Runs are measured by another clock and stay right; dates, recordings of other programs and what is laid over them do not.',
    wayOut:
      'Let the box set its clock once and wait (w32tm /resync, timedatectl); a clock source other than tsc is chosen by the kernel where that one is unreliable.',
  },
  'free-disk': {
    evidence: (d) => `${number(d['freeMiB'], 0)} MiB are free where ${list(d['folder'])} lies.`,
    effect: 'The guard of free disk may end a run, and copies of the program may not fit.',
    wayOut: 'Make room, or take another data folder (--data).',
  },
  'fewer-cores': {
    evidence: (d) =>
      `The box has ${number(d['all'], 0)} logical processors, and ${number(d['allowed'])} may be used from here.`,
    effect:
      'The load of the box never comes near its limit, and the capacity is that of the bound, found late.',
    wayOut: 'Measure outside of the container, or without the affinity or quota that bounds it.',
  },
  gaming: {
    evidence: (d) => {
      const on = [
        ...(d['mode'] === true ? ['Game Mode'] : []),
        ...(d['recording'] === true ? ['background recording'] : []),
      ];
      return on.length === 0
        ? 'Game Mode and background recording are off.'
        : `Windows has switched on: ${on.join(', ')}.`;
    },
    effect:
      'Windows favours the window in front and, as fullscreen optimisation, presents it another way than those behind it: instances do not get the same, and which one gets more is chance.',
    wayOut:
      'Settings › Gaming: switch Game Mode and Captures off. Run instances in a window (-windowed) or off-screen, never in full screen; else Properties › Compatibility › Disable fullscreen optimisations.',
  },
  'virus-scanner': {
    evidence: (d) =>
      words(d['scanners']).length === 0
        ? 'No virus scanner that we know runs.'
        : `A virus scanner runs: ${list(d['scanners'])}.`,
    effect:
      'It reads a program when it starts, the first time above all: first launches take longer, and cost CPU.',
    wayOut:
      'Make an exception for the folder of the program, and for the data folder with its copies. A run says when the first start was slower than the others.',
  },
  cost: {
    evidence: (d) =>
      `Measuring takes ${number(d['cpuMs'], 2)} ms of CPU a tick, ${number(d['share'], 2)} % of one core.`,
    effect: 'Measuring loads the box that it measures.',
    wayOut: 'Take a longer tick (--tick 2). Please report this: it should not be so.',
  },
};

/** What to do to get a reading, by why it is not there; none where nothing helps. */
const remedies: Record<string, (d: Data) => string | null> = {
  'no-source': (d) => (String(d['source']) === '/proc/pressure' ? 'Start the kernel with psi=1.' : null),
  'no-right': (d) => (d['group'] === null ? 'Run as an administrator.' : rights.join(list(d['group']))),
  'driver-silent': (d) => `A newer version of ${String(d['driver'])} may tell it.`,
  'too-old': (d) => `Install ${String(d['program'])} ${String(d['needed'])} or newer.`,
  'not-installed': (d) => `Install ${String(d['program'])}.`,
  'not-loadable': () => 'Install the driver anew.',
  'driver-refuses': () => 'Restart the box; else install the driver anew.',
};

export const doctor = {
  title: (d: { name: string }) => `What Kneescope can measure on ${d.name}`,
  header: ['Reading', 'From', 'Here', 'Why not, and what to do'],
  andMore: (d: { name: string; more: number }) => `${d.name} and ${d.more} more`,
  yes: 'yes',
  no: 'no',
  cost: (d: { cpuMs: number; wallMs: number; share: number }) =>
    `A tick costs ${d.cpuMs.toFixed(2)} ms of CPU and takes ${d.wallMs.toFixed(1)} ms: ${d.share.toFixed(2)} % of one core at a tick a second.`,
  checksTitle: 'What would falsify a run',
  states: { good: 'good', beware: 'beware', bad: 'bad' },
  effect: 'Effect: ',
  wayOut: 'Way out: ',
  readings: {
    cpu: 'CPU',
    cpuUtility: 'CPU as Task Manager shows it',
    cores: 'each core',
    cpuClock: 'clock of the CPU',
    cpuThrottles: 'CPU slowed by heat',
    cpuStolen: 'CPU time that the host of a virtual machine took',
    runQueue: 'programs waiting for a core',
    pressure: 'time spent waiting',
    ram: 'RAM',
    commit: 'memory promised',
    swap: 'swapping',
    gpu: 'each GPU',
    engines: 'engines of each GPU',
    vram: 'VRAM',
    sharedVramMiB: 'RAM used by the GPU',
    encoder: 'video encoder',
    encoderSessions: 'encoder sessions',
    clock: 'clock of the GPU',
    temperature: 'temperature of the GPU',
    powerWatts: 'power of the GPU',
    throttle: 'why the GPU is slowed',
    fps: 'frame rate',
    frameTimes: 'frame times',
    'instances.cpu': 'CPU of an instance',
    'instances.ramMiB': 'RAM of an instance',
    'instances.pssMiB': 'fair share of RAM',
    'instances.hottestThread': 'busiest thread',
    'instances.gpu': 'GPU of an instance',
    'instances.vramMiB': 'VRAM of an instance',
  } as Record<string, string>,
  checks,
  remedies,
};
