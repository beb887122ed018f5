import { entry } from '../entry.ts';
import { told } from '../told.ts';
type Data = Readonly<Record<string, unknown>>;

const number = (value: unknown, digits = 0) => (typeof value === 'number' ? value.toFixed(digits) : '?');
const resource = (d: Data) =>
  `${told(d['resource']).toUpperCase()}${typeof d['index'] === 'number' ? ` ${d['index']}` : ''}`;

const HOW: Readonly<Record<string, string>> = {
  'cut-off': 'was cut off, because its engine or the power went',
  interrupted: 'was interrupted',
  box: 'was given up, because the box could not go on',
  budget: 'ended because its time was up',
};

/** How long, in the unit in which somebody would say it. */
function lasted(seconds: number): string {
  if (seconds < 120) return `${seconds.toFixed(0)} s`;
  if (seconds < 7200) return `${(seconds / 60).toFixed(0)} min`;
  return seconds < 172_800 ? `${(seconds / 3600).toFixed(0)} h` : `${(seconds / 86_400).toFixed(0)} days`;
}

/** Going on with a run that came to no end of its own. */
export const resuming = {
  option:
    'go on with a run that was cut off, interrupted or out of time: its readings count, and only what is missing is measured',
  goingOn: (d: { run: string; seconds: number }) =>
    `Going on with ${d.run}: ${lasted(d.seconds)} of readings count`,
  problems: {
    'resume.finished': (d: { run: string }) =>
      `Run ${d.run} came to its end, so there is nothing to go on with. Decide it again at other limits (kneescope decide ${d.run}), or start a new one.`,
    'resume.stranger': (d: { run: string }) =>
      `Run ${d.run} was not begun from this dashboard, so it is not gone on with unasked: it may have come from elsewhere. On the command line it can be (kneescope probe --resume ${d.run}).`,
    'resume.kind': (d: { run: string }) =>
      `Run ${d.run} launched nothing by itself, so there is nothing to go on with. Only a probe can be.`,
    'resume.unlike': (d: {
      run: string;
      differences: readonly { readonly field: string; readonly then: string; readonly now: string }[];
    }) =>
      `Run ${d.run} cannot be gone on with: what would be measured now is not what was measured then. Start a new run.\n${d.differences
        .map(({ field, then, now }) => `  - ${field}: ${then} then, ${now} now`)
        .join('\n')}`,
  },
  warnings: {
    budget: (d: Data) =>
      `The time budget of ${typeof d['seconds'] === 'number' ? lasted(d['seconds']) : '?'} ended this run before it knew all that it wanted to${typeof d['atLeast'] === 'number' && d['atLeast'] > 0 ? `; known so far: the box carries at least ${d['atLeast']}` : '; nothing is known yet'}. Go on with it for as long again (“Go on with it” at its result, or probe --resume RUN; with --budget SECONDS for so long in all), or give the next run more time.`,
    resumed: (d: Data) =>
      `This run goes on with run ${told(d['resumed'])}, which ${entry(HOW, String(d['by'])) ?? told(d['by'])} at ${number(d['from'])} s with ${number(d['n'])} running${typeof d['awaySeconds'] === 'number' ? `, ${lasted(d['awaySeconds'])} earlier` : ''}. Readings of both count.`,
    'resumed-differs': (d: Data) =>
      `The box was not the same when the run was gone on with: ${resource(d)} was at ${number(d['now'], 1)} % ${d['n'] === 0 ? 'with nothing running' : `with ${number(d['n'])} running`}, and at ${number(d['then'], 1)} % before. Both count, and the answer is less sure for it; start a new run if the old readings no longer hold.`,
  },
};
