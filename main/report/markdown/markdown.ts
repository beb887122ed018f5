import type { Language } from '../../../shared/locale/language.ts';
import { messages } from '../../../shared/locale/messages.ts';
import { resourceName } from '../../../shared/locale/resource-name.ts';
import { cardCount, intervalOf } from '../../../shared/model/level-loads.ts';
import { programName } from '../../../shared/model/plan.ts';
import type { ResourceVerdict, Verdict } from '../../../shared/model/verdict.ts';
import type { Interval } from '../../../shared/stats/interval.ts';
import type { ReportContent } from '../html/content.ts';
import { durationText, figure } from '../html/figures.ts';
import { momentText } from '../html/moment.ts';

/** More levels than this are left to the other formats: a ticket is read in a minute. */
const MOST_LEVELS = 40;

/** Text from outside in one line of a ticket: nothing in it is markup, a link or a cell's end. */
function plain(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').replaceAll(/[\\`*_{}[\]<>#|~!@&]/gu, (sign) => `\\${sign}`);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, place) => (place === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

function measured(interval: Interval | null, language: Language): string {
  if (!interval) return figure(null, language);
  const { mean, low, high } = interval;
  if (low === null || high === null) return figure(mean, language);
  return `${figure(mean, language)} (${figure(low, language)} – ${figure(high, language)})`;
}

/** The resources that a ticket shows at every level: what gave out, and the CPU. */
function shown({ resources, limitedBy }: Verdict): ResourceVerdict[] {
  const limiting = resources.filter(
    ({ resource, index }) => resource === limitedBy?.resource && index === limitedBy.index,
  );
  const cpu = resources.filter(({ resource }) => resource === 'cpu');
  return [...new Set([...limiting, ...cpu])];
}

function levelsPart({ verdict, language }: ReportContent): string[] {
  const { report, charts } = messages(language);
  if (verdict.levels.length === 0) return [];
  const resources = shown(verdict);
  const frames = verdict.levels.some(({ fps }) => fps);
  const cards = cardCount(verdict);
  const head = [
    'n',
    ...resources.map(
      ({ resource, index }) => `${resourceName(resource, index, cards, language)}, ${charts.units.percent}`,
    ),
    ...(frames ? [`${report.levels.worst}, ${charts.units.framesPerSecond}`] : []),
  ];
  const rows = verdict.levels
    .slice(0, MOST_LEVELS)
    .map((level) => [
      level.n === verdict.capacity ? `**${level.n}**` : String(level.n),
      ...resources.map((resource) => measured(intervalOf(level, resource), language)),
      ...(frames ? [figure(level.fps?.worst ?? null, language)] : []),
    ]);
  return [`### ${report.levels.heading}`, table(head, rows)];
}

function resourcesPart({ verdict, language }: ReportContent): string[] {
  const { resources: texts } = messages(language).report;
  // What each resource alone would carry is a claim, too.
  if (verdict.resources.length === 0 || verdict.verdict === 'invalid') return [];
  const cards = cardCount(verdict);
  const rows = verdict.resources.map(({ resource, index, limit, capacity, predicted, demand }) => [
    resourceName(resource, index, cards, language),
    `${limit}`,
    capacity === null ? figure(null, language) : `${capacity}${predicted ? ` (${texts.predicted})` : ''}`,
    measured(demand, language),
  ]);
  const head = [texts.resource, `${texts.limit}, %`, texts.own, `${texts.demand}, ${texts.demandUnit}`];
  return [`### ${texts.heading}`, table(head, rows)];
}

function subjectPart({ meta, verdict, language }: ReportContent): string {
  const { report } = messages(language);
  const { program, host } = meta;
  const gpus = (host?.gpus ?? []).flatMap(({ name }) => name ?? []);
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    [report.box.name, host?.name],
    [report.box.cpu, host?.cpu],
    [report.box.gpu, gpus.length === 0 ? null : report.list(gpus)],
    [report.box.os, host?.os],
    [report.program.path, program?.path],
    [report.program.fileVersion, program?.fileVersion],
    [report.program.sha256, program?.sha256],
    [report.footer.started, meta.startedAt ? momentText(meta.startedAt) : null],
    [report.plan.duration, durationText(verdict.probeSeconds, language)],
    [report.footer.run, meta.run ?? verdict.run],
    [report.footer.version, meta.version],
  ];
  return facts
    .flatMap(([name, value]) => (value === null || value === undefined ? [] : [`- ${name}: ${plain(value)}`]))
    .join('\n');
}

/** A run for a ticket: the verdict, what gave out, the warnings, the two short tables, and what it was measured on. */
export function reportMarkdown(content: ReportContent): string {
  const { meta, verdict, texts, language } = content;
  const { report } = messages(language);
  const named = meta.plan?.['name'];
  const path = meta.program?.path;
  const name = typeof named === 'string' && named !== '' ? named : path ? programName(path) : report.unnamed;
  const warnings = verdict.warnings.map(
    (warning, place) => `- ${plain(texts.warnings[place] ?? warning.text)}`,
  );
  return [
    `## ${plain(report.pageTitle(name))}`,
    ...(verdict.simulated ? [`**${report.simulatedTitle}.** ${report.simulated}`] : []),
    `**${plain(texts.headline)}**`,
    ...(texts.sentences.length === 0 ? [] : [plain(report.sentences(texts.sentences))]),
    ...(warnings.length === 0 ? [] : [`### ${report.warnings.heading}`, warnings.join('\n')]),
    ...levelsPart(content),
    ...resourcesPart(content),
    subjectPart(content),
    '',
  ].join('\n\n');
}
