/** What stands in a report. Sentences about a verdict or a warning are not here: shared/explain makes them. */
export const report = {
  kind: 'Capacity report',
  pageTitle: (name: string) => `${name}: capacity report`,
  unnamed: 'Unnamed program',
  simulatedTitle: 'Simulated',
  simulated:
    'Nothing was launched and nothing was measured. These figures come from a simulation and say nothing about a real box.',
  instances: (n: number): string => (n === 1 ? 'instance' : 'instances'),
  noNumber: 'no result',
  atLeast: (n: string) => `≥ ${n}`,
  unavailable: '—',
  list: (items: readonly string[]) => items.join(', '),
  sentences: (sentences: readonly string[]) => sentences.join(' '),
  facts: {
    heading: 'The result in figures',
    confidence: 'Confidence',
    confidenceExact: (percent: string, n: string) => `${percent} % that ${n} is exact`,
    confidenceAtLeast: (percent: string, n: string) => `${percent} % that it is at least ${n}`,
    interval: '95 % interval',
    range: (low: string, high: string) => (low === high ? low : `${low} to ${high}`),
    orMore: (low: string) => `${low} or more`,
    safe: 'Safe to plan with',
    limitedBy: 'Gave out first',
    loadCapacity: 'Load capacity',
    frameCapacity: 'Frame capacity',
    framesNotMeasured: 'frames not measured',
    unknown: 'unknown',
  },
  limitedBy: {
    load: (resource: string) => `${resource} load`,
    memory: (resource: string) => `${resource}: memory ran out`,
    crash: 'an instance crashed',
    frames: 'the frame rate',
    cap: 'nothing: the ramp ended at its cap',
    budget: 'nothing: the time was up',
  },
  warnings: {
    heading: 'Warnings',
    none: 'None: nothing was seen that would make this result doubtful.',
    noneElse: 'None besides the reason named above.',
  },
  repeats: {
    heading: 'Repeats',
    caption:
      'This verdict is pooled from several runs of the same plan. Levels, charts and the box below are those of one of them.',
    run: 'Run',
    verdict: 'Verdict',
    verdicts: { knee: 'found', 'at-least': 'at least', zero: 'none', invalid: 'not to be trusted' },
    capacity: 'Capacity',
    confidence: 'Confidence',
  },
  capacityLine: 'The upright line is the capacity.',
  loadOverN: {
    heading: 'Load over the number of instances',
    caption:
      'Each marker is the mean of one level, its bar the 95 % interval. Where a line meets its limit, that resource is full.',
  },
  loadOverTime: {
    heading: 'Load over time',
    caption:
      'Every reading of the run. A band is a stretch with the same number of instances n. Only the stretches marked as measured went into the result. A gap in a line is a reading that could not be taken.',
  },
  frames: {
    heading: 'Frame rate over the number of instances',
    caption: 'The floor is the frame rate that every instance must keep.',
    none: 'Frame rates were not measured in this run, so the result rests on load alone.',
  },
  levels: {
    heading: 'Levels',
    caption:
      'A level is a stretch with n instances running and settled. Means, with the 95 % interval below. Bold: at or above its limit. n = 0 is the baseline, the box before anything was launched.',
    none: 'No level was measured.',
    n: 'n',
    nUnit: 'instances',
    dwell: 'Dwell',
    samples: 'Samples',
    samplesUnit: 'readings',
    worst: 'Frames, worst',
    mean: 'Frames, mean',
    capacity: 'capacity',
    baseline: 'baseline',
    interval: (low: string, high: string) => `${low} – ${high}`,
  },
  resources: {
    heading: 'Resources',
    caption:
      'What each resource alone would allow. Demand is what one instance adds; headroom is the limit less the load at the capacity.',
    none: 'No resource was judged.',
    notRead: (names: string) => `Could not be read on this box: ${names}.`,
    resource: 'Resource',
    limit: 'Limit',
    own: 'Allows',
    measured: 'measured',
    predicted: 'predicted',
    demand: 'Demand',
    demandUnit: 'points per instance',
    load: 'Load at the capacity',
    headroom: 'Headroom',
    points: 'points',
  },
  box: {
    heading: 'The box',
    none: 'Nothing was recorded about the box.',
    kind: 'Measured on',
    name: 'Name',
    os: 'Operating system',
    cpu: 'CPU',
    cores: 'Logical processors',
    ram: 'Memory',
    gpu: 'GPU',
    local: 'this box itself',
    simulatedBox: (profile: string) => `a simulated box, ${profile}`,
    driver: (command: string) => `a driver: ${command}`,
    gib: (amount: string) => `${amount} GiB`,
  },
  program: {
    heading: 'The program',
    none: 'Nothing was recorded about the program.',
    path: 'Path',
    sha256: 'SHA-256',
    fileVersion: 'File version',
    modifiedAt: 'Modified',
  },
  plan: {
    heading: 'The plan',
    none: 'The recording holds no plan.',
    caption: 'Field by field, as it stands in the plan file.',
    run: 'How it was run',
    methods: { adaptive: 'adaptive', steady: 'steady steps', manual: 'by hand' },
    modes: { quick: 'quick', balanced: 'balanced', thorough: 'thorough' },
    method: 'Method',
    mode: 'Mode',
    tick: 'One sample every',
    cap: 'Cap',
    seed: 'Seed',
    launches: 'Launches',
    duration: 'Duration',
    seconds: (amount: string) => `${amount} s`,
    minutes: (minutes: string, seconds: string) => `${minutes} min ${seconds} s`,
    hours: (hours: string, minutes: string) => `${hours} h ${minutes} min`,
  },
  audience: {
    kind: 'Audience plan',
    title: 'From one box to an audience',
    heading: 'Audience',
    caption:
      'What follows from the capacity and from numbers that were typed. Waits are computed, not measured: players come at random, and the first to come is the first to play.',
    captions: {
      'uplink-use':
        'The need grows with every viewer; where it meets the uplink, the next one no longer fits.',
      'who-gets-what':
        'If nobody is refused, all share the uplink, and from one viewer on all get less than they need.',
      'wait-over-arrivals':
        'Near the arrivals that the places can just bear, a few more lengthen the wait many times over; from the limit on the line grows without end.',
      'wait-over-day':
        'The formula takes each hour as if it went on for ever. Played through, a rush is felt in the hours after it.',
      'served-by-boxes': 'Boxes behind one line. A spare stands beside those that are enough.',
      'predicted-hardware':
        'A prediction, not a measurement: the lowest of these is what the other box would carry.',
    },
  },
  method: {
    heading: 'How this was measured',
    step: (name: string) => `${name}. `,
    word: (name: string) => `${name}: `,
    steps: [
      ['Baseline', 'First the empty box is measured, before anything is launched. That is n = 0.'],
      ['Launch', 'One instance more is launched, together with every process it starts.'],
      [
        'Wait until it has settled',
        'Loading a scene is not rendering it. Nothing counts until the instance is ready and the load no longer climbs or falls.',
      ],
      [
        'Measure',
        'Then every load is read at a steady beat, until its mean is known well enough. This stretch is one level.',
      ],
      [
        'Compare with the limits',
        'A resource is full when its mean at a level is at or above its limit. The next instance is launched only while all are below.',
      ],
      [
        'End',
        'When a limit is passed, frames fall or the cap is reached, everything that was launched is ended.',
      ],
    ] as readonly (readonly [string, string])[],
    words: [
      [
        'Load capacity',
        'the largest number of instances at which, as at every smaller number, the sustained load of each watched resource stays below its limit and the box ends no instance.',
      ],
      [
        'Frame capacity',
        'the largest number of instances at which each of them keeps its frame rate: the floor is a share of what a single instance reaches alone, or of the rate that the plan asks for.',
      ],
      ['Capacity', 'the smaller of the two.'],
      [
        'Safe to plan with',
        'a number that is too high at most once in two hundred runs. It may be smaller than the capacity where the evidence is thin.',
      ],
      [
        '95 % interval',
        'a range around a mean that holds the true mean in about 95 of 100 such measurements. Readings close in time resemble one another, so many of them count as few, and the interval is wider than their number suggests. For the capacity it is the shortest range that holds at least 95 %.',
      ],
      [
        'Confidence',
        'the probability that the capacity named here is exactly right; for “at least”, that the truth is no smaller.',
      ],
      [
        'Predicted',
        'no level went that far: the number follows from the baseline and the demand of one instance, as if every further one needed the same.',
      ],
      [
        'Unavailable is not zero',
        'a reading that could not be taken is shown as — and counts as unknown. It is never taken for 0.',
      ],
    ] as readonly (readonly [string, string])[],
  },
  footer: {
    version: 'Kneescope',
    started: 'Started',
    run: 'Run',
  },
};
