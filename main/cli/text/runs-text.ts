import type { Language } from '../../../shared/locale/language.ts';
import { messages } from '../../../shared/locale/messages.ts';
import type { RunSummary } from '../../../shared/model/runs.ts';
import { table } from './width.ts';

function minutes(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** The kept runs as a table, the newest first. */
export function runsText(runs: readonly RunSummary[], language: Language): string {
  const texts = messages(language).cli.runsTable;
  if (runs.length === 0) return texts.none;
  const rows = runs.map((run) => [
    run.run,
    run.startedAt.slice(0, 16).replace('T', ' '),
    run.name,
    run.box,
    run.verdict === null
      ? (texts.states[run.state] ?? run.state)
      : texts.verdicts[run.verdict](run.capacity ?? 0),
    minutes(run.seconds),
    run.tags.join(' '),
  ]);
  return table([texts.header, ...rows]).join('\n');
}
