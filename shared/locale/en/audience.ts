const people = (count: string, one: string, many: string) =>
  count === '1' ? `1 ${one}` : `${count} ${many}`;
const streams = (count: string) => people(count, 'stream', 'streams');
const spectators = (count: string) => people(count, 'spectator', 'spectators');
const places = (count: string) => people(count, 'place', 'places');
const boxes = (count: string) => people(count, 'box', 'boxes');
const arrivals = (count: string) => people(count, 'arrival', 'arrivals');

/** An audience in words. Numbers come ready to be shown. */
export const audience = {
  headings: {
    bandwidth: 'Bandwidth',
    waiting: 'Waiting',
    simulation: 'The day, played through',
    boxes: 'Boxes',
    hardware: 'Other hardware (prediction)',
  },
  mbps: (amount: string) => `${amount} Mbit/s`,
  percent: (amount: string) => `${amount} %`,
  seconds: (amount: string) => `${amount} s`,
  minutes: (amount: string) => `${amount} min`,
  hours: (amount: string) => `${amount} h`,
  viewers: (d: { streams: string; spectators: string | null }) =>
    d.spectators === null ? streams(d.streams) : `${streams(d.streams)} and ${spectators(d.spectators)}`,
  need: (d: { viewers: string; rate: string | null; need: string; overhead: string | null }) =>
    `${d.viewers}${d.rate === null ? '' : ` at ${d.rate}`} need ${d.need}${d.overhead === null ? '' : `, with an overhead of × ${d.overhead}`}.`,
  limits: {
    none: () => 'Neither the render box nor the uplink limits.',
    noneKnown: () => 'Nothing that is known limits: no uplink was named.',
    box: (d: { capacity: string; streams: string }) =>
      `The render box limits: it carries ${d.capacity} of the ${streams(d.streams)}.`,
    uplink: (d: { uplink: string; fit: string; viewers: string }) =>
      `The uplink limits: ${d.uplink} carry ${d.fit} of the ${d.viewers} viewers.`,
    both: (d: { capacity: string; streams: string; uplink: string; need: string }) =>
      `Both limit: the render box carries ${d.capacity} of the ${streams(d.streams)}, and the uplink has ${d.uplink} of the ${d.need}.`,
  },
  left: (d: { uplink: string; left: string }) => `Of the uplink's ${d.uplink}, ${d.left} are left.`,
  open: (d: { each: string; below: string; viewers: string; from: string }) =>
    `If nobody is refused, each gets at most ${d.each}: ${d.below} of ${d.viewers} get less than they need, from viewer ${d.from} on.`,
  admit: (d: { admitted: string; waiting: string }) =>
    `If only as many are let in as get what they need: ${d.admitted}. ${d.waiting} must wait.`,
  notice: {
    stream: (d: { viewer: string; waiting: string }) =>
      `Viewer ${d.viewer} is told: “Every place is taken just now. You are number 1 of ${d.waiting} in line to play.”`,
    spectator: (d: { viewer: string; waiting: string }) =>
      `Viewer ${d.viewer} is told: “Every seat is taken just now. You are number 1 of ${d.waiting} in line to watch.”`,
  },
  step: (d: { name: string; rate: string; need: string }) =>
    `Everybody at ${d.name} (${d.rate}) would need ${d.need}.`,
  stepFits: (d: { name: string; rate: string; need: string }) =>
    `Everybody at ${d.name} (${d.rate}) would need ${d.need}: that fits.`,
  stepTooMuch: (d: { name: string; rate: string; need: string; admitted: string }) =>
    `Everybody at ${d.name} (${d.rate}) would need ${d.need}: too much; ${d.admitted} fit.`,
  firstStep: 'the first quality',
  load: (d: { arrivals: string; session: string; load: string; places: string }) =>
    `${arrivals(d.arrivals)} an hour for ${d.session} each keep ${places(d.load)} busy, of ${d.places}.`,
  peak: (d: { from: string; to: string }) => `At the busiest hour, ${d.from} to ${d.to}:`,
  waits: (d: { share: string; mean: string; p95: string }) =>
    `${d.share} have to wait. The mean wait is ${d.mean}; 95 % wait ${d.p95} or less.`,
  waitsHardly: (d: { share: string; mean: string }) =>
    `${d.share} have to wait. The mean wait is ${d.mean}; 95 % do not wait at all.`,
  unstable: (d: { load: string; places: string }) =>
    `More come than leave: ${d.load} places would be busy, and there are ${d.places}. The line grows without end, so there is no mean wait.`,
  wouldBeRefused: (d: { share: string }) => `If nobody could wait, ${d.share} would be refused.`,
  refusedByRoom: (d: { share: string; room: string }) =>
    `With room for ${d.room} to wait, ${d.share} are refused.`,
  refusedAtOnce: (d: { share: string }) => `Nobody waits: ${d.share} find every place taken and are refused.`,
  simulated: (d: { days: string; arrivals: string }) =>
    `${d.days} days of ${d.arrivals} arrivals were played through.`,
  simulatedWaits: (d: { share: string; mean: string; p95: string }) =>
    `Of those who got a place ${d.share} waited, ${d.mean} in the mean; 95 % waited ${d.p95} or less.`,
  simulatedMean: (d: { low: string; high: string }) =>
    `The mean wait lies between ${d.low} and ${d.high} (95 %).`,
  simulatedWorst: (d: { hour: string; p95: string; line: string }) =>
    `It is worst for those who come in the hour from ${d.hour}: 95 % of them wait ${d.p95} or less. At most ${d.line} waited at one time.`,
  gaveUp: (d: { share: string }) => `${d.share} gave up.`,
  refused: (d: { share: string }) => `${d.share} were refused.`,
  nobodyCame: 'Nobody came.',
  noSimulation: {
    unstable:
      'It cannot be played through: on the whole day more come than leave, and the line would grow from day to day.',
    'too-many': 'It was not played through: so many come that it would take too long.',
  } as Record<string, string>,
  formulaLeavesOut:
    'The formulas take every hour as if it went on for ever, sessions as exponential, and nobody as impatient; where that matters, the day played through is the answer.',
  now: (d: { places: string; share: string; seconds: string }) =>
    `${places(d.places)} give ${d.share} of those who come a place within ${d.seconds}.`,
  needed: (d: { share: string; seconds: string; places: string }) =>
    `For ${d.share} within ${d.seconds}, ${places(d.places)} are needed.`,
  choice: (d: { total: string; boxes: string; spare: string }) =>
    d.spare === '0'
      ? `That is ${boxes(d.total)} (${d.boxes}), without a spare.`
      : `That is ${boxes(d.total)} (${d.boxes}), of which ${d.spare} may fail.`,
  noChoice: 'There are not enough boxes for that.',
  noPlaces: 'No number of places that anybody builds is enough for that.',
  boxCount: (d: { count: string; name: string }) => `${d.count} × ${d.name}`,
  thisBox: 'this box',
  cost: (d: { hour: string; full: string; used: string | null }) =>
    `They cost ${d.hour} an hour: ${d.full} per stream-hour with every place taken${d.used === null ? '' : `, ${d.used} at these arrivals`}.`,
  otherBox: (d: { capacity: string; range: string | null; resource: string }) =>
    `Prediction, not a measurement: the other box would carry ${d.capacity}${d.range === null ? '' : ` (${d.range})`}; ${d.resource} would give out first.`,
  otherBoxUnknown:
    'Nothing can be predicted: of no resource is both the demand of an instance and the size on the other box known.',
  between: (d: { low: string; high: string }) => (d.low === d.high ? d.low : `${d.low} to ${d.high}`),
  noRange: 'The demand has no interval yet, so the prediction has none either: measure more levels.',
  eachResource: (d: { list: string }) => `By each resource alone: ${d.list}.`,
  ofResource: (d: { resource: string; capacity: string }) => `${d.resource} ${d.capacity}`,
  notCounted: (d: { list: string }) => `Not counted, since not known of both: ${d.list}.`,
  speeds: {
    same: (d: { part: string }) =>
      `${d.part}: taken to be as fast as those measured, since nobody said otherwise.`,
    typed: (d: { part: string; speed: string }) =>
      `${d.part}: × ${d.speed}, your own figure; how wrong it is, no interval here can tell.`,
    range: (d: { part: string; speed: string }) =>
      `${d.part}: × ${d.speed}, your own range, which the interval holds.`,
    calibrated: (d: { part: string; speed: string }) => `${d.part}: × ${d.speed}, from two measured boxes.`,
  },
  parts: { core: 'Cores', gpu: 'Cards' },
  extension: (d: { more: string; target: string }) =>
    `Prediction, not a measurement: for ${d.more} more, ${d.target} in all, this box lacks:`,
  extensionNone: (d: { more: string; target: string }) =>
    `Prediction, not a measurement: for ${d.more} more, ${d.target} in all, nothing that is known lacks.`,
  addition: {
    cpu: (d: { amount: string }) => `${d.amount} more of its cores`,
    gpu: (d: { amount: string }) => `${d.amount} more of its cards`,
    vram: (d: { amount: string }) => `${d.amount} GiB more VRAM on each card`,
    ram: (d: { amount: string }) => `${d.amount} GiB more RAM`,
    encoder: (d: { amount: string }) => `${d.amount} more encoders like its own`,
  },
  additionCost: (d: { what: string; cost: string }) => `${d.what}: ${d.cost}`,
  table: {
    hour: 'hour',
    arrivals: 'arrivals',
    load: 'load',
    waits: 'wait',
    mean: 'mean',
    p95: '95 %',
    refused: 'refused',
    simulatedP95: '95 %, played',
  },
  listOf: (items: readonly string[]) => items.join(', '),
  dash: '–',
  clock: (hour: string) => `${hour}:00`,
};
