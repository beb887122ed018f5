import { entry } from '../../../shared/locale/entry.ts';
import { messages } from '../../../shared/locale/messages.ts';
import { numberText } from '../../../shared/locale/numbers.ts';
import type { MiB } from '../../../shared/model/units.ts';
import type { ReportContent } from './content.ts';
import { durationText } from './figures.ts';
import { definitionList, paragraph, section, type Row } from './list.ts';
import { html, type Markup } from './markup.ts';
import { momentText } from './moment.ts';
import { planRows } from './plan-rows.ts';

const MIB_PER_GIB = 1024;

function boxKind(box: string | null | undefined, { language }: ReportContent): string | null {
  const { box: texts } = messages(language).report;
  if (box === null || box === undefined) return null;
  if (box === 'local') return texts.local;
  const rest = box.slice(box.indexOf(':') + 1);
  if (box.startsWith('simulated:')) return texts.simulatedBox(rest);
  return box.startsWith('driver:') ? texts.driver(rest) : box;
}

/** What the program ran on. */
export function boxSection(content: ReportContent): Markup {
  const { meta, language } = content;
  const { box } = messages(language).report;
  const memory = (amount: MiB | null | undefined) =>
    amount === null || amount === undefined ? null : box.gib(numberText(amount / MIB_PER_GIB, language, 1));
  const { host } = meta;
  const gpus = host?.gpus ?? [];
  const rows: Row[] = [
    [box.kind, boxKind(meta.box, content)],
    [box.name, host?.name ?? null],
    [box.os, host?.os ?? null],
    [box.cpu, host?.cpu ?? null],
    [box.cores, host?.cores === null || host?.cores === undefined ? null : numberText(host.cores, language)],
    [box.ram, memory(host?.ramMiB)],
    ...gpus.map((gpu, index): Row => {
      const known = [gpu.name, memory(gpu.vramMiB)].filter((part) => typeof part === 'string');
      return [gpus.length > 1 ? `${box.gpu} ${index}` : box.gpu, known.join(', ')];
    }),
  ];
  const examined: Row = [box.examined, (content.examined ?? []).join(' ')];
  return section(box.heading, host ? null : paragraph(box.none), definitionList([...rows, examined]));
}

/** What was launched. */
export function programSection({ meta, language }: ReportContent): Markup {
  const { program: texts } = messages(language).report;
  const { program } = meta;
  const list = definitionList([
    [texts.path, program?.path ?? null],
    [texts.sha256, program?.sha256 ? html`<code>${program.sha256}</code>` : null],
    [texts.fileVersion, program?.fileVersion ?? null],
    [texts.modifiedAt, program?.modifiedAt ? momentText(program.modifiedAt) : null],
  ]);
  return section(texts.heading, list ?? paragraph(texts.none));
}

/** A word of ours in the reader's language; a word that is not ours as it stands. */
function nameIn(names: Readonly<Record<string, string>>, word: string | null | undefined): string | null {
  return word === null || word === undefined ? null : (entry(names, word) ?? word);
}

/** What the run was told to do, and how it did it. */
export function planSection({ meta, verdict, language }: ReportContent): Markup {
  const { plan: texts } = messages(language).report;
  const number = (value: number | null | undefined) =>
    value === null || value === undefined ? null : String(value);
  const run = definitionList([
    [texts.method, nameIn(texts.methods, meta.method)],
    [texts.mode, nameIn(texts.modes, meta.mode)],
    [texts.tick, meta.tick ? texts.seconds(String(meta.tick)) : null],
    [texts.cap, number(meta.cap)],
    [texts.seed, number(meta.seed)],
    [texts.launches, numberText(verdict.launches, language)],
    [texts.duration, durationText(verdict.probeSeconds, language)],
  ]);
  const rows = planRows(meta.plan ?? {});
  const plan =
    rows.length === 0
      ? [paragraph(texts.none)]
      : [paragraph(texts.caption, 'caption'), definitionList(rows, 'plan')];
  return section(texts.heading, ...plan, html`<h3>${texts.run}</h3> `, run);
}
