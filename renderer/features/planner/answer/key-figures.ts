import { AudienceFigures } from '../../../../shared/explain/audience-figures.ts';
import type { Language } from '../../../../shared/locale/language.ts';
import { messages, type Messages } from '../../../../shared/locale/messages.ts';
import type { Audience } from '../../../../shared/model/audience.ts';

/** One number of the answer, ready to be shown. */
export interface KeyFigure {
  readonly name: 'need' | 'letIn' | 'each' | 'wait' | 'refused' | 'boxes' | 'other';
  readonly label: string;
  readonly value: string;
  readonly beside: string;
  /** Whether it says that something is not enough. */
  readonly bad: boolean;
}

interface Means {
  readonly audience: Audience;
  readonly figures: AudienceFigures;
  readonly texts: Messages;
}

/** The numbers that an answer comes to, in the order of the questions; only those that were asked for. */
export function keyFigures(audience: Audience, language: Language): KeyFigure[] {
  const means = { audience, figures: new AudienceFigures(language), texts: messages(language) };
  return [need(means), served(means), wait(means), boxes(means), other(means)].filter((one) => one !== null);
}

function need({ audience, figures, texts }: Means): KeyFigure | null {
  const { needMbps, uplinkMbps, fits } = audience;
  const words = texts.planner.figures;
  if (needMbps === null) return null;
  return {
    name: 'need',
    label: words.need,
    value: figures.rate(needMbps),
    beside: uplinkMbps === null ? words.unknown : words.have(figures.rate(uplinkMbps)),
    bad: fits === false,
  };
}

/** What the policy makes of an uplink that is too small. */
function served({ audience, figures, texts }: Means): KeyFigure | null {
  const { policy, admitted, perViewerMbps, below, streams, spectators } = audience;
  const words = texts.planner.figures;
  const viewers = streams + spectators;
  if (policy === 'admit') {
    if (!admitted) return null;
    const outside = viewers - admitted.streams - admitted.spectators;
    if (outside === 0) return null;
    return {
      name: 'letIn',
      label: words.letIn,
      value: figures.count(admitted.streams + admitted.spectators),
      beside: words.mustWait(figures.count(outside)),
      bad: true,
    };
  }
  if (perViewerMbps === null || below === null || below === 0) return null;
  return {
    name: 'each',
    label: words.each,
    value: figures.rate(perViewerMbps),
    beside: words.below({ below: figures.count(below), viewers: figures.count(viewers) }),
    bad: true,
  };
}

/** The day played through where there is one: it leaves nothing out. */
function wait({ audience, figures, texts }: Means): KeyFigure | null {
  const { waiting, simulation } = audience;
  const words = texts.planner.figures;
  if (!waiting) return null;
  const played = simulation?.result ?? null;
  const { p95Seconds, meanSeconds, probability, refused } = played ?? waiting;
  if (waiting.room === 0)
    return {
      name: 'refused',
      label: words.refused,
      value: figures.share(refused),
      beside: played ? words.played : words.refusedOf,
      bad: false,
    };
  const endless = !played && waiting.reason === 'unstable';
  const mean = words.mean({ share: figures.share(probability), mean: figures.duration(meanSeconds) });
  return {
    name: 'wait',
    label: words.wait,
    value: endless ? words.endless : p95Seconds === 0 ? words.noWait : figures.duration(p95Seconds),
    beside: endless ? words.endlessWhy : played ? `${words.played}: ${mean}` : mean,
    bad: endless,
  };
}

function boxes({ audience, figures, texts }: Means): KeyFigure | null {
  const words = texts.planner.figures;
  if (!audience.boxes) return null;
  const { choice, nowShare, target } = audience.boxes;
  return {
    name: 'boxes',
    label: words.boxes,
    value: choice ? figures.count(choice.total) : words.none,
    beside: words.served({ share: figures.share(nowShare), seconds: figures.duration(target.seconds) }),
    bad: nowShare < target.share,
  };
}

function other({ audience, figures, texts }: Means): KeyFigure | null {
  const words = texts.planner.figures;
  if (audience.otherBox?.capacity == null) return null;
  const { capacity, low, high, limitedBy } = audience.otherBox;
  const resource = limitedBy === null ? '' : texts.loads[limitedBy];
  const range =
    low === null || high === null
      ? null
      : texts.audience.between({ low: figures.count(low), high: figures.count(high) });
  return {
    name: 'other',
    label: words.other,
    value: figures.count(capacity),
    beside: range === null || low === high ? words.first(resource) : words.range({ range, resource }),
    bad: false,
  };
}
