import { rights } from './rights.ts';

type Data = Readonly<Record<string, unknown>>;
const number = (value: unknown, digits = 1) => (typeof value === 'number' ? value.toFixed(digits) : '?');
const list = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value));

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
        : `The CPU was at ${number(d['cpu'])} % while nothing was launched (${number(d['seconds'], 0)} s).`,
    effect: 'What else runs takes from the capacity, and changes from run to run.',
    wayOut: 'Close other programs, wait until updates and scans are over, and look again.',
  },
  'gpu-readings': {
    evidence: (d) => {
      const cards = d['cards'] as readonly string[];
      return cards.length === 0
        ? 'No graphics card that can be read.'
        : `Graphics cards: ${cards.join(', ')}.`;
    },
    effect: 'Where the GPU gives out first a verdict is too high: it would not be seen.',
    wayOut:
      'See the readings above for the reason. Measure frame rates (frames in the plan): they fall when the GPU is full.',
  },
  'card-access': {
    evidence: (d) =>
      (d['closed'] as readonly string[]).length === 0
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
