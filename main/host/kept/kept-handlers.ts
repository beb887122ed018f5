import { Problem } from '../../../shared/model/problem.ts';
import type { History } from '../../engine/history.ts';
import { defined } from '../defined.ts';
import { NOTHING, type HandlersOf } from '../handlers.ts';
import type { Reports } from '../reports.ts';
import { retain } from '../settings.ts';
import type { KeptRuns } from './kept-runs.ts';

export interface KeptHandlerParts {
  readonly history: History;
  readonly kept: KeptRuns;
  readonly reports: Reports;
  /** The run in progress; null where there is none. */
  readonly running: () => string | null;
  /** The list is another than it was. */
  readonly onChanged: () => void;
}

/** What is asked about kept runs and done to them. Whatever reads a whole run is the thread's work. */
export function keptHandlers(parts: KeptHandlerParts): HandlersOf<'runs'> {
  const { history, kept, reports, running, onChanged } = parts;
  return {
    'runs.list': () => kept.ask('list', {}),
    'runs.label': ({ run, ...label }) => {
      history.label(run, defined(label));
      onChanged();
      return NOTHING;
    },
    'runs.remove': ({ runs }) => {
      const run = running();
      if (run !== null && runs.includes(run)) throw new Problem('run.in-progress', { run });
      history.hide(runs, new Date());
      onChanged();
      return NOTHING;
    },
    'runs.bringBack': ({ runs }) => {
      history.bringBack(runs);
      onChanged();
      return NOTHING;
    },
    'runs.compare': (params) => kept.ask('compare', params),
    'runs.open': ({ run }) => kept.ask('open', { run }),
    'runs.series': (params) => kept.ask('series', params),
    'runs.decide': (params) => kept.ask('decide', params),
    'runs.report': async ({ run, language, format = 'html' }) => {
      const { run: id, file } = await kept.ask('report', { run, language });
      return reports.show(file, { run: id, language, format });
    },
    'runs.retain': ({ retention, dryRun }) => {
      const runs = retain(history, retention, dryRun);
      if (!dryRun && runs.length > 0) onChanged();
      return { runs };
    },
  };
}
