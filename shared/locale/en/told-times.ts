import { entry } from '../entry.ts';
import { told } from '../told.ts';

type Data = Readonly<Record<string, unknown>>;

const EVENTS: Record<string, string> = { launch: 'launched', ready: 'ready', exit: 'ended', hung: 'hangs' };

const seconds = (value: unknown) => (typeof value === 'number' ? `${Math.round(value * 10) / 10} s` : '?');
const asData = (value: unknown): Data => (typeof value === 'object' && value !== null ? (value as Data) : {});

/** When the first and the last were told. */
function when(d: Data): string {
  const [first, last] = [asData(d['first']), asData(d['last'])];
  const one = (at: Data) => `${seconds(at['t'])} when the run was at ${seconds(at['after'])}`;
  return d['count'] === 1 ? `it said ${one(first)}` : `the first said ${one(first)}, the last ${one(last)}`;
}

/** Which readings stand behind later ones, and where in the file. */
function behind(d: Data): string {
  const [first, last] = [asData(d['first']), asData(d['last'])];
  const at = ({ t, after, file, line }: Data) =>
    `${seconds(t)} after ${seconds(after)}${file === undefined ? '' : ` (line ${told(line)} of ${told(file)})`}`;
  return d['count'] === 1 ? at(first) : `the first ${at(first)}, the last ${at(last)}`;
}

/** Sentences about lines whose time cannot be, and lives that nothing tells. */
export const toldTimes = {
  'readings-back': (d: Data) =>
    `${d['count'] === 1 ? '1 reading was left out because its time did' : `${told(d['count'])} readings were left out because their times did`} not go forward: ${when(d)}. What measures here repeats itself, or its clock was set back.`,
  'readings-disordered': (d: Data) =>
    `${d['count'] === 1 ? '1 reading stands behind a later one and was' : `${told(d['count'])} readings stand behind later ones and were`} put in order: ${behind(d)}. A recording put together from parts, or a clock that was set back, looks like that: if it was the clock, levels near it are wrong.`,
  'events-off': (d: Data) => {
    const names = Array.isArray(d['names']) ? d['names'].map(told) : [];
    const kinds = names.map((name) => entry(EVENTS, name) ?? name).join(', ');
    return `${d['count'] === 1 ? '1 event has a time' : `${told(d['count'])} events have times`} that cannot be (${kinds}): ${when(d)}. ${d['count'] === 1 ? 'It counts' : 'They count'} from the time told, so levels near it may be cut wrongly.`;
  },
  'lives-counted': () =>
    'The recording names no launches, so copies were counted from its readings. A crash cannot be told from a stop in it.',
  'trace-lost': (d: Data) =>
    `The trace ${told(d['file'])} could not be written from ${seconds(d['at'])} on and ends in the middle. The run itself is kept whole: kneescope export writes it as a trace.`,
};
