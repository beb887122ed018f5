import type { ExplainedAudience } from '../../../shared/explain/audience.ts';
import { AudienceFigures } from '../../../shared/explain/audience-figures.ts';
import type { Language } from '../../../shared/locale/language.ts';
import { messages } from '../../../shared/locale/messages.ts';
import type { Audience } from '../../../shared/model/audience.ts';
import { table } from './width.ts';

/** A day's profile hour by hour: what the formulas say, and beside it what the day played through says. */
function hoursTable({ hours, simulation }: Audience, language: Language): string[] {
  const texts = messages(language).audience.table;
  const figures = new AudienceFigures(language);
  if (!hours) return [];
  const played = simulation?.result?.hours ?? null;
  const rows = hours.map(({ hour, arrivalsPerHour, load, probability, meanSeconds, p95Seconds, refused }) => [
    figures.clock(hour),
    figures.number(arrivalsPerHour),
    figures.number(load),
    figures.share(probability),
    figures.duration(meanSeconds),
    figures.duration(p95Seconds),
    figures.share(refused),
    ...(played ? [figures.duration(played[hour]?.p95Seconds ?? null)] : []),
  ]);
  const header = [
    texts.hour,
    texts.arrivals,
    texts.load,
    texts.waits,
    texts.mean,
    texts.p95,
    texts.refused,
    ...(played ? [texts.simulatedP95] : []),
  ];
  return table([header, ...rows]).map((line) => `  ${line}`);
}

/** An audience as a person reads it in a terminal: a heading and its sentences for each part that was asked for. */
export function audienceText(audience: Audience, explained: ExplainedAudience, language: Language): string {
  const { headings } = messages(language).audience;
  const parts = [
    [headings.bandwidth, explained.bandwidth, []],
    [headings.waiting, explained.waiting, hoursTable(audience, language)],
    [headings.simulation, explained.simulation, []],
    [headings.boxes, explained.boxes, []],
    [headings.hardware, explained.hardware, []],
  ] as const;
  const simulated = audience.simulated ? [messages(language).verdict.simulated(), ''] : [];
  const blocks = parts
    .filter(([, sentences]) => sentences.length > 0)
    .map(([heading, sentences, rows]) =>
      [heading, ...sentences.map((sentence) => `  ${sentence}`), ...rows].join('\n'),
    );
  return [...simulated, blocks.join('\n\n')].join('\n');
}
