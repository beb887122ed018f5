import type { Audience, AudienceStep } from '../model/audience.ts';
import type { Language } from '../locale/language.ts';
import { messages, type Messages } from '../locale/messages.ts';
import { AudienceFigures } from './audience-figures.ts';
import { hardwareSentences } from './hardware.ts';
import { entry } from '../locale/entry.ts';

/** An audience in sentences, by what they are about; a part that was not asked for has none. */
export interface ExplainedAudience {
  readonly bandwidth: readonly string[];
  readonly waiting: readonly string[];
  readonly simulation: readonly string[];
  readonly boxes: readonly string[];
  readonly hardware: readonly string[];
}

export function explainAudience(audience: Audience, language: Language): ExplainedAudience {
  const texts = messages(language).audience;
  const figures = new AudienceFigures(language);
  return {
    bandwidth: bandwidthSentences(audience, texts, figures),
    waiting: waitingSentences(audience, texts, figures),
    simulation: simulationSentences(audience, texts, figures),
    boxes: boxesSentences(audience, texts, figures),
    hardware: hardwareSentences(audience, figures),
  };
}

type Texts = Messages['audience'];

/** Who limits, the render box or the uplink: always one sentence. */
export function limitSentence(audience: Audience, language: Language): string {
  const { limits } = messages(language).audience;
  const figures = new AudienceFigures(language);
  const { streams, spectators, capacity, uplinkMbps, needMbps, limitedBy, fromViewer } = audience;
  const d = {
    capacity: figures.count(capacity ?? 0),
    streams: figures.count(streams),
    uplink: figures.rate(uplinkMbps ?? 0),
    need: figures.rate(needMbps ?? 0),
    fit: figures.count((fromViewer ?? 1) - 1),
    viewers: figures.count(streams + spectators),
  };
  if (limitedBy === 'none' && uplinkMbps === null) return limits.noneKnown();
  return limits[limitedBy](d);
}

function bandwidthSentences(audience: Audience, texts: Texts, figures: AudienceFigures): string[] {
  const { needMbps, uplinkMbps, fits, admitted, perViewerMbps, below, fromViewer, notice } = audience;
  const { streams, spectators, bitrateMbps, overhead } = audience;
  const limit = limitSentence(audience, figures.language);
  if (needMbps === null || bitrateMbps === null) return audience.limitedBy === 'box' ? [limit] : [];
  const all = streams + spectators;
  // With several qualities no one rate is that of all.
  const one = Math.abs(needMbps - bitrateMbps * overhead * all) < 1e-9 * Math.max(1, needMbps);
  const need = texts.need({
    viewers: figures.viewers(streams, spectators),
    rate: one ? figures.rate(bitrateMbps) : null,
    need: figures.rate(needMbps),
    overhead: overhead === 1 ? null : figures.number(overhead),
  });
  const room =
    fits === true && uplinkMbps !== null
      ? [
          texts.left({
            uplink: figures.rate(uplinkMbps),
            left: figures.rate(Math.max(0, uplinkMbps - needMbps)),
          }),
        ]
      : [];
  const open =
    perViewerMbps !== null && fromViewer !== null && below !== null
      ? [
          texts.open({
            each: figures.rate(perViewerMbps),
            below: figures.count(below),
            viewers: figures.count(all),
            from: figures.count(fromViewer),
          }),
        ]
      : [];
  const outside = admitted ? all - admitted.streams - admitted.spectators : 0;
  const admit =
    admitted && outside > 0
      ? [
          texts.admit({
            admitted: figures.viewers(admitted.streams, admitted.spectators),
            waiting: figures.count(outside),
          }),
        ]
      : [];
  const told = notice
    ? [
        texts.notice[notice.role]({
          viewer: figures.count(notice.viewer),
          waiting: figures.count(notice.waiting),
        }),
      ]
    : [];
  const policies = audience.policy === 'open' ? [...open, ...admit] : [...admit, ...told, ...open];
  return [
    need,
    limit,
    ...room,
    ...policies,
    ...audience.steps.map((step) => stepSentence(step, texts, figures)),
  ];
}

function stepSentence(step: AudienceStep, texts: Texts, figures: AudienceFigures): string {
  const { fits, admitted } = step;
  const d = {
    name: step.name ?? texts.firstStep,
    rate: figures.rate(step.bitrateMbps),
    need: figures.rate(step.needMbps),
  };
  if (fits === null || !admitted) return texts.step(d);
  return fits
    ? texts.stepFits(d)
    : texts.stepTooMuch({ ...d, admitted: figures.viewers(admitted.streams, admitted.spectators) });
}

function waitingSentences(
  { waiting, simulation }: Audience,
  texts: Texts,
  figures: AudienceFigures,
): string[] {
  if (!waiting) return [];
  const { load, places, hour, probability, meanSeconds, p95Seconds, refused, room } = waiting;
  const peak =
    hour === null ? [] : [texts.peak({ from: figures.clock(hour), to: figures.clock((hour + 1) % 24) })];
  const basis = texts.load({
    arrivals: figures.number(waiting.arrivalsPerHour),
    session: figures.duration(waiting.sessionMinutes * 60),
    load: figures.number(load),
    places: figures.count(places),
  });
  const line =
    waiting.reason === 'unstable'
      ? [texts.unstable({ load: figures.number(load), places: figures.count(places) })]
      : room === 0
        ? []
        : p95Seconds === 0
          ? [texts.waitsHardly({ share: figures.share(probability), mean: figures.duration(meanSeconds) })]
          : [
              texts.waits({
                share: figures.share(probability),
                mean: figures.duration(meanSeconds),
                p95: figures.duration(p95Seconds),
              }),
            ];
  const share = figures.share(refused);
  const away =
    room === null
      ? texts.wouldBeRefused({ share })
      : room === 0
        ? texts.refusedAtOnce({ share })
        : texts.refusedByRoom({ share, room: figures.count(room) });
  return [...peak, basis, ...line, away, ...(simulation ? [texts.formulaLeavesOut] : [])];
}

function simulationSentences({ simulation }: Audience, texts: Texts, figures: AudienceFigures): string[] {
  if (!simulation) return [];
  const { result, reason } = simulation;
  if (!result) return [entry(texts.noSimulation, reason ?? '') ?? ''];
  const played = texts.simulated({
    days: figures.count(result.days),
    arrivals: figures.number(result.arrivals),
  });
  if (result.arrivals === 0) return [played, texts.nobodyCame];
  const worst = result.hours.reduce<(typeof result.hours)[number] | null>(
    (most, hour) => ((hour.p95Seconds ?? 0) > (most?.p95Seconds ?? 0) ? hour : most),
    null,
  );
  const { meanWait } = result;
  return [
    played,
    texts.simulatedWaits({
      share: figures.share(result.probability),
      mean: figures.duration(result.meanSeconds),
      p95: figures.duration(result.p95Seconds),
    }),
    ...(meanWait?.low != null && meanWait.high !== null
      ? [texts.simulatedMean({ low: figures.duration(meanWait.low), high: figures.duration(meanWait.high) })]
      : []),
    ...(worst
      ? [
          texts.simulatedWorst({
            hour: figures.clock(worst.hour),
            p95: figures.duration(worst.p95Seconds),
            line: figures.count(result.mostWaiting),
          }),
        ]
      : []),
    ...((result.gaveUp ?? 0) > 0 ? [texts.gaveUp({ share: figures.share(result.gaveUp) })] : []),
    ...((result.refused ?? 0) > 0 ? [texts.refused({ share: figures.share(result.refused) })] : []),
  ];
}

function boxesSentences({ boxes, waiting }: Audience, texts: Texts, figures: AudienceFigures): string[] {
  if (!boxes || !waiting) return [];
  const { target, nowShare, placesNeeded, choice, spare } = boxes;
  const seconds = figures.duration(target.seconds);
  const now = texts.now({ places: figures.count(waiting.places), share: figures.share(nowShare), seconds });
  if (placesNeeded === null) return [now, texts.noPlaces];
  const needed = texts.needed({
    share: figures.share(target.share),
    seconds,
    places: figures.count(placesNeeded),
  });
  if (!choice) return [now, needed, texts.noChoice];
  const named = choice.boxes.map(({ name, count }) =>
    texts.boxCount({ count: figures.count(count), name: name === 'this' ? texts.thisBox : name }),
  );
  const { costPerHour, costPerStreamHour } = choice;
  return [
    now,
    needed,
    texts.choice({
      total: figures.count(choice.total),
      boxes: texts.listOf(named),
      spare: figures.count(spare),
    }),
    ...(costPerHour !== null && costPerStreamHour
      ? [
          texts.cost({
            hour: figures.number(costPerHour),
            full: figures.number(costPerStreamHour.full),
            used: costPerStreamHour.used === null ? null : figures.number(costPerStreamHour.used),
          }),
        ]
      : []),
  ];
}
