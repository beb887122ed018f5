import { conditionValue } from '../condition-value.ts';
import { loads } from './units.ts';
import { entry } from '../entry.ts';

const percent = (share: number) => `${(100 * share).toFixed(share > 0.995 ? 1 : 0)} %`;
const signed = (value: number) => {
  const digits = Math.abs(value).toFixed(1);
  const sign = digits === '0.0' ? '' : value > 0 ? '+' : '−';
  return `${sign}${digits} %`;
};

/** What may differ, by its field in the trace. */
const FIELDS: Record<string, string> = {
  box: 'Box',
  'host.id': 'Box identity',
  'host.name': 'Name of the box',
  'host.cpu': 'Processor',
  'host.cores': 'Cores',
  'host.ramMiB': 'RAM',
  'host.gpus': 'Graphics cards',
  'limits.fpsFloor': 'Frame rate to keep',
  fpsTarget: 'Target frame rate',
  scene: 'Scene',
  arguments: 'Arguments',
  environment: 'Environment',
};
const WORDS = {
  solo: 'as one alone',
  nothing: 'none',
  percent: (value: string) => `${value} %`,
  list: (items: readonly string[]) => items.join(', '),
};

function fieldName(field: string): string {
  const name = loads[field.replace(/^limits\./u, '') as keyof typeof loads] as string | undefined;
  return entry(FIELDS, field) ?? (name === undefined ? field : `${name} limit`);
}

/** What is said of one build against another. */
export const comparison = {
  results: { better: 'better', same: 'the same', worse: 'worse', 'cannot-tell': 'cannot tell' },
  headline: {
    better: (d: { base: string; candidate: string }) =>
      `Better: the box carries ${d.candidate} copies, it was ${d.base}.`,
    same: (d: { base: string; candidate: string }) =>
      d.base === d.candidate
        ? `The same: the box carries ${d.candidate} copies, as before.`
        : `The same within what two runs may differ by: ${d.candidate} copies, it was ${d.base}.`,
    worse: (d: { base: string; candidate: string }) =>
      d.base === d.candidate
        ? `Worse: the box still carries ${d.candidate} copies, but each needs more.`
        : `Worse: the box carries ${d.candidate} copies, it was ${d.base}.`,
    'cannot-tell': (d: { base: string; candidate: string }) =>
      `Cannot tell: the box carries ${d.candidate} copies, it was ${d.base}.`,
  },
  betterByDemand: (d: { capacity: string }) =>
    `Better: the box still carries ${d.capacity} copies, but each needs less.`,
  reasons: {
    capacity: 'The capacities say so by themselves.',
    demand: 'What one copy needs of the resources that give out first says so.',
    edge: 'The capacities differ by one, but what a copy needs did not change beyond noise: the limit lies between two runs of the same thing. Repeat both with --repeat 3.',
    noise:
      'The change lies within what two runs of the same build may differ by. Repeat both with --repeat 3.',
    censored: 'Both ramps ended before any limit was reached: raise --max to see more.',
    invalid: 'One of the two runs cannot be trusted, so there is nothing to compare.',
  },
  probability: (d: { lower: number; same: number; higher: number }) =>
    `That the capacity is lower is ${percent(d.lower)} sure, the same ${percent(d.same)}, higher ${percent(d.higher)}.`,
  change: (d: { resource: string; change: number; low: number; high: number }) =>
    `${d.resource} per copy: ${signed(d.change)} (95 %: ${signed(d.low)} to ${signed(d.high)}).`,
  signed,
  notGate: 'The runs were not made under the same conditions, so this may not gate a build:',
  allowed: 'The runs were not made under the same conditions; that was allowed:',
  difference: (d: { field: string; base: string; candidate: string }) =>
    `${fieldName(d.field)}: ${conditionValue(d.field, d.base, WORDS)} → ${conditionValue(d.field, d.candidate, WORDS)}`,
  conditions: { box: 'box', limits: 'limits', scene: 'scene' },
  notes: {
    'same-run': (d) =>
      `Both sides are run ${String(d['run'])}: a run was held against itself, which says nothing. Name another.`,
    'same-program': () => 'Both runs are of the same program file (SHA-256): this is a build against itself.',
    'single-runs': () =>
      'At least one side was run only once, so the spread between runs is assumed (1 % of what a copy needs), not measured.',
    'idle-differs': (d) =>
      `The idle box was not the same: ${String(d['resource']).toUpperCase()} at ${Number(d['base']).toFixed(1)} % then, ${Number(d['candidate']).toFixed(1)} % now. That moves the capacity without the build.`,
    'repeat-disagree': (d) =>
      `The repeats do not agree on the capacity: ${Array.isArray(d['capacities']) ? d['capacities'].join(', ') : '?'}.`,
    'repeat-invalid': (d) => `Run ${String(d['run'])} could not be trusted and was left out.`,
    'repeat-drift': (d) =>
      `${String(d['resource']).toUpperCase()} per copy went one way from repeat to repeat (${signed(Number(d['percent']))} in all): the box was not the same, as when it heats up.`,
  } as Record<string, (data: Readonly<Record<string, unknown>>) => string>,
  report: {
    kind: 'Comparison of two builds',
    title: (d: { base: string; candidate: string }) => `${d.base} → ${d.candidate}`,
    figures: 'Then and now',
    base: 'Base',
    candidate: 'Candidate',
    capacity: 'Capacity',
    interval: '95 % interval',
    percent: (value: string) => `${value} %`,
    confidence: 'Confidence',
    limitedBy: 'Gave out first',
    none: '—',
    runs: 'Runs',
    started: 'Started',
    program: 'Program',
    fileVersion: 'File version',
    sha256: 'SHA-256',
    tags: 'Tags',
    box: 'Box',
    demand: 'What one copy needs',
    demandCaption:
      'Points of the whole box or card per copy, with 95 % intervals; the change is relative. The resources in bold are near enough to giving out that they decide.',
    resource: 'Resource',
    change: 'Change',
    result: 'Result',
    p: 'p (adjusted)',
    conditions: 'Conditions',
    sameConditions:
      'Both runs were made on the same box, with the same limits and the same scene, as far as was recorded.',
    notes: 'To know',
    before: 'Load over the number of copies: base',
    after: 'Load over the number of copies: candidate',
    method: 'How it was compared',
    methodText:
      'Capacities are compared by what each verdict believes of every number. What one copy needs is compared on a relative scale; the spread between runs comes from the repeats, or where there are none is assumed. A change is called only where chance alone would show it less than once in twenty, over all deciding resources together, and where it is more than 2 %. Two builds are called the same only where a change of more than 10 % would have been seen.',
  },
  cli: {
    commands: {
      compare: 'compare two runs: build against build',
      baseline: 'name the run that builds are held against: set RUN [NAME], list',
    },
    arguments: {
      base: 'a run, a baseline’s name, or a tag',
      candidate: 'a run, a baseline’s name, or a tag',
      action: 'set or list',
      name: 'the baseline’s name (default)',
    },
    options: {
      allow: 'conditions that may differ: box,limits,scene',
      junit: 'write a JUnit XML file',
      repeat: 'probe N times and pool what they say',
      baseline:
        'hold the result against a baseline (a name, a run or a tag; default: “default”); exit 3 when worse',
    },
    repeat: (d: { index: number; of: number }) => `Repeat ${d.index} of ${d.of}`,
    baselineSet: (d: { name: string; run: string; before: string | null }) =>
      d.before === null || d.before === d.run
        ? `Baseline ${d.name} is ${d.run}.`
        : `Baseline ${d.name} is now ${d.run}; it was ${d.before}.`,
    noBaselines: 'No baseline is named yet: kneescope baseline set RUN [NAME]',
    baselineHeader: ['name', 'run', 'program', 'capacity', 'set', 'box'],
    junitAt: (d: { file: string }) => `JUnit: ${d.file}`,
  },
  junit: {
    trusted: 'the run can be trusted',
    required: (d: { require: number }) => `the box carries at least ${d.require}`,
    notWorse: 'not worse than the baseline',
    below: (d: { capacity: number; require: number }) =>
      `${d.capacity} is below the ${d.require} that were required`,
  },
};
