import { entry } from '../entry.ts';

const EXITS: Record<string, string> = {
  crash: 'crashed',
  'out-of-memory': 'ran out of memory',
  stopped: 'was stopped',
  exited: 'ended by itself',
};
const ENDINGS: Record<string, string> = {
  decided: 'it is decided',
  budget: 'its time was up',
  guard: 'to protect the box',
  operator: 'the operator ended it',
  interrupted: 'it was interrupted',
  box: 'the box could not go on',
};
const seconds = (value: number) =>
  value < 90 ? `${Math.ceil(value / 5) * 5} s` : `${Math.ceil(value / 60)} min`;

/** The screen on which a run is watched and driven. */
export const live = {
  none: {
    title: 'No run goes on',
    text: 'Start one from a plan; it is then shown here, second by second.',
    plan: 'Go to the plan',
  },
  capacity: 'Capacity',
  standing: {
    baseline: 'measuring the idle box',
    nothing: 'nothing known yet',
    atLeast: 'at least',
    soFar: 'so far',
    known: 'found',
    atMost: 'not even one',
    invalid: 'cannot be trusted',
    checking: (n: number) => `checking ${n}`,
    loading: (n: number) => `${n} running, the newest is loading`,
    held: (n: number) => `held at ${n}`,
    ending: 'ending what was launched …',
    ended: 'ended',
    outOfTime: 'ended: its time was up',
    enough: (n: number) => `${n} is known well: launch one more`,
    measuring: (n: number) => `measuring ${n}`,
    launchFirst: 'launch the first instance',
  },
  expected: (d: { n: number; low: number | null; high: number | null }) =>
    d.low === null
      ? `expected knee: ${d.n}`
      : d.high === null
        ? `expected knee: ${d.n} (${d.low} or more)`
        : `expected knee: ${d.n} (${d.low} to ${d.high})`,
  expectedNone: 'knee not in sight yet',
  limiting: (resource: string) => `${resource} gives out first`,
  failed: 'The box could not go on.',
  elapsed: 'Elapsed',
  left: 'Left',
  leftAbout: (value: number) => `about ${seconds(value)}`,
  leftUnknown: 'not known yet',
  leftYours: 'as long as you take',
  progress: 'Progress',
  commands: {
    title: 'Commands',
    launch: 'Launch one more',
    stop: 'Stop the newest',
    hold: 'Hold here',
    goOn: 'Go on',
    confirm: 'In the heavy scene',
    end: 'End and decide',
    emergency: 'Emergency stop',
    result: 'Open the result',
  },
  endAsk: {
    title: 'End this run?',
    text: 'Everything that was launched is ended, and what is known by now becomes the result.',
    yes: 'End and decide',
    no: 'Go on measuring',
  },
  overTime: 'Load over time',
  overN: 'Load over instances',
  box: 'Box',
  instances: 'Instances',
  events: 'Events',
  noInstances: 'None yet.',
  noEvents: 'Nothing yet.',
  cores: (n: number) => `${n} cores, last minute`,
  noCores: 'No reading per core.',
  core: (index: number) => `Core ${index}`,
  gpu: (index: number, name: string) => (name === '' ? `GPU ${index}` : `GPU ${index} · ${name}`),
  noGpu: 'No GPU can be read on this box.',
  temperature: 'Temperature',
  clock: 'Clock',
  lastMinutes: 'last 2 min',
  notRead: (d: { names: string; more: number }) =>
    `Not read: ${d.names}${d.more === 0 ? '' : ` and ${d.more} more`}`,
  window: { label: 'Shown', all: 'Whole run', ten: '10 min', two: '2 min', own: 'Own part' },
  zoom: {
    in: 'Closer',
    out: 'Wider',
    earlier: 'Earlier',
    later: 'Later',
    help: 'Wheel or + and − to zoom, drag or arrow keys to move, 0 for the whole run.',
  },
  gap: (d: { seconds: string; asleep: boolean }) =>
    d.asleep ? `the box slept ${d.seconds} s` : `no readings for ${d.seconds} s`,
  state: { starting: 'loading', ready: 'ready', hung: 'hangs', stopping: 'stopping', ended: 'ended' },
  exit: (d: { reason: string; code: string | null }) =>
    `${entry(EXITS, d.reason) ?? d.reason}${d.code === null ? '' : ` (${d.code})`}`,
  columns: { pid: 'pid', cpu: 'CPU', ram: 'RAM', vram: 'VRAM', frames: 'Frames', slot: 'Slot' },
  instance: {
    title: (n: number) => `Instance ${n}`,
    stop: 'Stop this one',
    confirm: 'It is in the heavy scene',
    log: 'What it last said',
    noLog: 'This box keeps no output.',
    silent: 'It has said nothing yet.',
  },
  event: {
    launch: (d: { instance: number; gpu: number | null }) =>
      `Instance ${d.instance} launched${d.gpu === null ? '' : ` on GPU ${d.gpu}`}`,
    ready: (d: { instance: number }) => `Instance ${d.instance} is ready`,
    exit: (d: { instance: number; reason: string; code: string | null }) =>
      `Instance ${d.instance} ${entry(EXITS, d.reason) ?? d.reason}${d.code === null ? '' : ` (${d.code})`}`,
    hold: (on: boolean): string => (on ? 'Held by the operator' : 'Going on'),
    confirm: (d: { instance: number }) => `Instance ${d.instance} confirmed in the heavy scene`,
    examined: 'The box was looked at: nothing was found that falsifies a run',
    guard: (name: string) => `Guard: ${name}`,
    end: (by: string) => `Run ended: ${entry(ENDINGS, by) ?? by}`,
  },
  command: 'Command',
  unsent: 'The command did not reach the engine.',
};
