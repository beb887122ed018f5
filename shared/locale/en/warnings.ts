import { doctor } from './doctor.ts';
import { exitText } from './exits.ts';
import { entry } from '../entry.ts';
import { told } from '../told.ts';
import { resuming } from './resuming.ts';
import { toldTimes } from './told-times.ts';

type Data = Readonly<Record<string, unknown>>;

const number = (value: unknown, digits = 1) => (typeof value === 'number' ? value.toFixed(digits) : '?');
const list = (value: unknown) => (Array.isArray(value) ? value.map(told).join(', ') : told(value));
const processes = (value: unknown) =>
  Array.isArray(value)
    ? value
        .map((one: { name?: unknown; pid?: unknown } | null) => `${told(one?.name)} ${told(one?.pid)}`)
        .join(', ')
    : '?';
const GUARDS: Record<string, (value: string, limit: string) => string> = {
  freeRamMiB: (value, limit) => `only ${value} MiB of memory were free (guard: ${limit} MiB)`,
  freeDiskMiB: (value, limit) =>
    `only ${value} MiB were free on the volume of the data folder (guard: ${limit} MiB)`,
  freeVramMiB: (value, limit) =>
    `only ${value} MiB of video memory were free on a card (guard: ${limit} MiB)`,
  gpuCelsius: (value, limit) => `a card was ${value} °C hot (guard: ${limit} °C)`,
};
const guarded = (d: Data) =>
  entry(GUARDS, String(d['guard']))?.(number(d['value'], 0), number(d['limit'], 0)) ?? list(d['guard']);

const some = (value: unknown) => Array.isArray(value) && value.length > 0;

const asData = (value: unknown): Data => (typeof value === 'object' && value !== null ? (value as Data) : {});
const ended = (d: Data) => [list(d['reason']), exitText(d['code'])].filter((text) => text !== '').join(', ');

/** What the doctor found before the first launch. */
function examined(d: Data): string {
  const texts = entry(doctor.checks, String(d['check']));
  return texts ? `${texts.evidence(asData(d['evidence']))} ${texts.effect}` : list(d['check']);
}

const HANGS: Record<string, string> = {
  cpu: ': it uses no CPU, although it did before',
  frames: ': it presents no frames, although it did before',
  window: ': its window does not respond',
};

/** What was there in the place of what was waited for, by the plan's way of telling that an instance is ready. */
function seenInstead(by: unknown, seen: Data): string {
  switch (by) {
    case 'log':
      return seen['lastLine'] === null || seen['lastLine'] === undefined
        ? 'it wrote nothing at all'
        : `none of its ${list(seen['lines'])} lines matched, the last one was “${list(seen['lastLine'])}”`;
    case 'port':
      return `nothing answered on port ${list(seen['port'])}`;
    case 'window':
      return typeof seen['hidden'] !== 'number' || seen['hidden'] === 0
        ? 'no window was shown'
        : `no window was shown (${list(seen['hidden'])} hidden ones)`;
    case 'load':
      return `its load had not settled (CPU ${number(seen['cpu'])} %, ${number(seen['ramMiB'], 0)} MiB at last)`;
    case 'manual':
      return `nobody said so${typeof seen['cpu'] === 'number' ? ` (CPU ${number(seen['cpu'])} %, ${number(seen['ramMiB'], 0)} MiB at last)` : ''}`;
    default:
      return 'nothing told so';
  }
}

/**
 * A sentence for each warning: what was seen and what it does to the verdict. The data may come from an old file or
 * another program, so nothing in it is taken for granted.
 */
export const warnings: Record<string, (data: Data) => string> = {
  examined,
  'first-launch-slow': (d) =>
    `The first instance took ${number(d['first'])} s to start, the others ${number(d['others'])} s (median of ${list(d['count'])}): what starts for the first time is read from disk and looked at by virus scanners. Levels are measured after that; make an exception in the scanner for the program's folder if it matters.`,
  'background-load': (d) =>
    `The box was not idle before the first launch: ${list(d['resource']).toUpperCase()} was at ${number(d['mean'])} %. ${typeof d['then'] === 'number' ? `At the levels that decided others took ${number(d['then'])} points: it cost nothing.` : 'That load counts against the capacity.'}`,
  'no-baseline': () =>
    'Nothing was recorded before the first launch, so what the box does when idle is not known.',
  'unsteady-level': (d) =>
    `The load had not settled with ${list(d['levels'])} running; those means are less sure than they look.`,
  crash: (d) => `Instance ${list(d['instance'])} ended by itself with ${list(d['n'])} running (${ended(d)}).`,
  'ready-timeout': (d) =>
    `Instance ${list(d['instance'])} was not seen to be ready${typeof d['seconds'] === 'number' ? ` within ${d['seconds']} s` : ''}: ${seenInstead(d['by'], asData(d['seen']))}. It was measured all the same, so the levels from then on may hold its loading.`,
  'ready-window-unavailable': (d) =>
    `Windows cannot be seen on this system; instance ${list(d['instance'])} counted as ready once its load had settled.`,
  'log-unwritable': (d) =>
    `The output of instance ${list(d['instance'])} could not be written to its log: ${list(d['reason'])}. Its last lines were kept in memory.`,
  'processes-left': (d) =>
    `Some of what instance ${list(d['instance'])} started could not be ended (${processes(d['processes'])}): look after it by hand.`,
  'started-elsewhere': (d) =>
    `Instance ${list(d['instance'])} has ended, and the program seems to run outside of it: ${processes(d['processes'])}. A launcher that asks a service to start the program (Steam, the task scheduler) takes it out of our hands: it is neither measured as an instance nor ended by us. Launch the program itself, not its launcher.`,
  'engine-ended': (d) =>
    `The run was cut off at ${number(d['at'], 0)} s with ${list(d['n'])} instances running, because its engine ended there; this verdict rests on what was measured until then.`,
  leftovers: (d) =>
    `The earlier run ${list(d['leftBy'])} had left programs running although its engine was gone.${some(d['ended']) ? ` Ended before this run: ${processes(d['ended'])}.` : ''}${some(d['left']) ? ` Not ended, because they could not be told apart for certain or would not go: ${processes(d['left'])}: look after them by hand, they were measured too.` : ''}`,
  'copies-fit': (d) =>
    `Only ${list(d['fit'])} copies of the program's folder fit on their volume (${list(d['eachMiB'])} MiB each), fewer than the cap of ${list(d['cap'])}: the verdict can be no higher.`,
  'copies-changed': (d) =>
    `The program wrote to files that its copies share with the source by hard links, so the source itself has changed: ${list(d['files'])}. Take them out of copies.link, and put the originals back.`,
  'copies-left': (d) =>
    `The copies ${d['leftBy'] === undefined ? 'of this run' : `of the earlier run ${list(d['leftBy'])}`} could not be removed (${list(d['reason'])}). The next run tries again.`,
  'output-held-open': (d) =>
    `Something still held the output of instance ${list(d['instance'])} after its last known process had ended: a program that it started may still run.`,
  'repeat-disagree': (d) =>
    `The repeats do not agree on the capacity: ${list(d['capacities'])}. The pooled answer is wider for it.`,
  'repeat-invalid': (d) =>
    `Run ${list(d['run'])} of the repeats cannot be trusted (${list(d['reason'])}) and was left out.`,
  'repeat-drift': (d) =>
    `${list(d['resource']).toUpperCase()} per copy went one way from repeat to repeat (${number(d['percent'])} % in all): the box was not the same, as when it heats up.`,
  'import-no-count': () =>
    'This recording does not tell how many copies ran, so nothing can be said per copy. Record a counter of the processes beside it, such as \\Process(Showroom*)\\% Processor Time, or name a PresentMon or MangoHud file of the same time too.',
  'import-unaligned': () =>
    'Not every file says when it was recorded; those that do not were laid so that they begin together with the others.',
  'import-coarse': (d) =>
    `The recording is so long that its readings were joined into ticks of ${number(d['tick'], 0)} s.`,
  'cut-line': () => 'The last line of the recording is cut off and was left out.',
  'reading-lost': (d) => `${list(d['reading'])} could no longer be read during the run.`,
  'reader-replaced': (d) =>
    `The reader of ${list(d['source'])} ${d['cause'] === 'hung' ? 'hung in a call of the driver' : 'ended unexpectedly'} and was started anew; the readings of that moment are missing.`,
  swapping: (d) =>
    `From ${number(d['n'], 0)} instances on the box moved memory to and from the disk (up to ${number(d['most'])} MiB/s): it is short of RAM, and everything on it is slower for that.`,
  'cpu-throttling': (d) =>
    `Heat slowed the processor down (first at n = ${number(d['n'], 0)}): with better cooling the box might carry more.`,
  'cpu-stolen': (d) =>
    `The host of this virtual machine took ${number(d['mean'])} % of the CPU away while instances ran (up to ${number(d['most'])} %). It counts as used: at another hour the box may carry another number.`,
  'no-encoder-load': () =>
    'No load of a video encoder was seen. If this program streams, nobody was watching: with viewers it takes more, and the capacity found here is too high.',
  'encoder-sessions-full': (d) =>
    `The cards encode ${number(d['sessions'], 0)} streams at once, all that their driver lets them (${number(d['limit'], 0)} over all GeForce cards of the box): an instance beyond that renders, but nobody can watch it.`,
  'gpu-of-others': (d) =>
    `Other programs took ${number(d['mean'])} points of GPU ${number(d['index'], 0)} while the instances ran. Without them there would be more room.`,
  'cpu-of-others': (d) =>
    `With ${number(d['n'], 0)} running something else took ${number(d['mean'])} points of CPU for a time, ${number(d['usual'])} otherwise: another program, or the host of a virtual machine. What was read then is higher for it.`,
  'thread-bound': (d) =>
    `The thread ${list(d['thread'])} fills one core by itself (instance ${list(d['instances'])}): the program is at its limit while the box looks idle, and more cores would not help it.`,
  'never-presents': (d) =>
    `Frames were to be measured, but instance ${list(d['instances'])} never presented one where we look. Another way to measure frames may see them.`,
  drift: (d) =>
    `The box drifts: with ${number(d['n'], 0)} running ${list(d['resource']).toUpperCase()}${typeof d['index'] === 'number' ? ` ${d['index']}` : ''} was at ${number(d['then'])} % at first and at ${number(d['now'])} % when that was visited again. Both count, and the answer is less sure for it.`,
  'hidden-windows': (d) => {
    const [first, last] = [asData(d['first']), asData(d['last'])];
    return `Each further copy took less: ${number(first['demand'])} points of ${list(d['resource']).toUpperCase()} a copy with ${list(first['n'])} running, ${number(last['demand'])} for each beyond that up to ${list(last['n'])}. Windows that are minimised or covered often render less; with all of them in view, or rendering off screen, the box carries fewer than is said here.${d['clocks'] === true ? '' : ' Clocks could not be read: one that rises with load looks the same, and would do no harm.'}`;
  },
  ...resuming.warnings,
  ...toldTimes,
  gap: (d) =>
    `Readings are missing from ${number(d['from'], 0)} s to ${number(d['to'], 0)} s; that time was left out.`,
  guard: (d) => `The run was ended to protect the box: ${guarded(d)}.`,
  hung: (d) =>
    `Instance ${list(d['instance'])} hangs${typeof d['since'] === 'number' ? ` since ${number(d['since'], 0)} s` : ''}${entry(HANGS, String(d['by'])) ?? ''}. What it would have used is missing from the readings of that time: the box may carry fewer than they show.`,
  restarted: (d) =>
    `Instance ${list(d['instance'])} has restarted by itself: ${list(d['name'])} had ended and was started anew. The levels from then on may hold its loading.`,
};
export const unknownWarning = (d: { code: string; data: string }) => `${d.code}: ${d.data}`;
