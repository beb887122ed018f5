import { BRIDGE_BOUNDS } from '../../../shared/bridge/bounds.ts';
import type { Params, Result } from '../../../shared/bridge/contract.ts';
import type { RunView } from '../../../shared/bridge/run-view.ts';
import { explainAudience } from '../../../shared/explain/audience.ts';
import { explainVerdict, explainWarning } from '../../../shared/explain/verdict.ts';
import type { Audience } from '../../../shared/model/audience.ts';
import { DEFAULT_TICK } from '../../../shared/model/plan.ts';
import { settingsFromMeta } from '../../../shared/probing/recording.ts';
import { poolVerdicts } from '../../../shared/probing/compare/pool.ts';
import { measuredDemand } from '../../../shared/planning/hardware/demand.ts';
import type { Language } from '../../../shared/locale/language.ts';
import { writeAudience } from '../../report/audience/write-audience.ts';
import type { ExplainedAnswer } from '../../report/audience/explained-answer.ts';
import { compareKept, comparedRun } from '../../engine/compared.ts';
import { openHistory, type BoxReading, type History, type OutlinedRun } from '../../engine/history.ts';
import { isResumable } from '../../engine/resumable.ts';
import { writeReport } from '../../report/write-report.ts';
import { importFiles } from './import-files.ts';
import type { KeptQuestions, MeasuredRun } from './kept-questions.ts';
import { DrawnRun } from './drawn-run.ts';
import { ReadRun } from './read-run.ts';
import { audienceFolder, reportFolder } from './report-folder.ts';
import { seriesOf } from './series.ts';

type Handlers = {
  readonly [Q in keyof KeptQuestions]: (
    params: KeptQuestions[Q]['params'],
  ) => KeptQuestions[Q]['result'] | Promise<KeptQuestions[Q]['result']>;
};

/** How long what was removed can be brought back. */
const KEPT_REMOVED_MS = 24 * 3600 * 1000;
/** Runs that stay parsed: the one that is looked at and the one that goes on. */
const KEPT_PARSED = 2;
/** Samples that are read ahead at a time: a question that comes meanwhile waits some ten milliseconds. */
const AHEAD = 500;

/** Answers what faces ask about runs that are kept, one that goes on included. */
export class KeptReader implements Handlers {
  readonly #dataFolder: string;
  readonly #history: History;
  /** By id, the one used last at the end. */
  readonly #read = new Map<string, ReadRun>();
  readonly #drawn = new Map<string, DrawnRun>();
  /** The run that is looked at, as long as not all of it is read. */
  #ahead: OutlinedRun | null = null;

  constructor(dataFolder: string) {
    this.#dataFolder = dataFolder;
    this.#history = openHistory(dataFolder);
    this.#history.purge(new Date(Date.now() - KEPT_REMOVED_MS));
  }

  list(): Result<'runs.list'> {
    return { runs: this.#history.list() };
  }

  importFiles({ files }: { files: readonly string[] }): Promise<Result<'import.end'>['imported']> {
    return importFiles(this.#history, files);
  }

  compare({ runs }: Params<'runs.compare'>): Result<'runs.compare'> {
    const sides = runs.map((run) => {
      const { summary } = this.#history.store.header(run);
      return { summary, verdict: poolVerdicts(comparedRun(this.#history, run).verdicts) };
    });
    const [base, ...others] = sides.map(({ summary }) => summary.run);
    return {
      sides,
      comparisons: others.map((candidate) => compareKept(this.#history, base ?? '', candidate, [])),
    };
  }

  open({ run }: Params<'runs.open'>): RunView {
    const outline = this.#history.outline(run);
    const { summary, meta, events } = outline;
    const samples = this.#history.countSamples(summary.run);
    return {
      summary,
      meta,
      limits: settingsFromMeta(meta).limits,
      verdict: outline.verdict ?? this.#samplesOf(outline).decide({}),
      events: [...events.slice(-BRIDGE_BOUNDS.eventsPerRun)],
      samples,
      seconds: summary.seconds,
      resumable: isResumable(outline, samples),
    };
  }

  series({ run, from, to, columns }: Params<'runs.series'>): Result<'runs.series'> {
    const outline = this.#history.outline(run);
    const { summary, meta, events } = outline;
    // A run in progress is left alone: its box is being measured.
    if (summary.state !== 'running') this.#ahead = outline;
    return seriesOf(
      { samples: this.#readingsOf(summary.run), events, tick: meta.tick ?? DEFAULT_TICK },
      { from, to, columns },
    );
  }

  decide({ run, limits, fpsTarget }: Params<'runs.decide'>): Result<'runs.decide'> {
    const read = this.#samplesOf(this.#history.outline(run));
    return { verdict: read.decide({ limits, ...(fpsTarget !== null && { fpsTarget }) }) };
  }

  /**
   * Reads some more of the run that is looked at, so that it can be decided anew at once when somebody moves a limit.
   * @returns whether there is more to read
   */
  readAhead(): boolean {
    if (this.#ahead === null) return false;
    const { run } = this.#ahead.summary;
    const read = kept(this.#read, run, () => new ReadRun());
    try {
      const added = this.#history.boxSamples(run, read.upTo, AHEAD);
      read.follow(this.#ahead, added);
      if (added.length < AHEAD) this.#ahead = null;
    } catch {
      // It went meanwhile. Nobody has asked: whoever does is told so.
      this.#ahead = null;
    }
    return this.#ahead !== null;
  }

  report({ run, language }: { run: string; language: Language }): Promise<{ run: string; file: string }> {
    return this.#report(run, language, null);
  }

  measured({ run }: { run: string }): MeasuredRun {
    const outline = this.#history.outline(run);
    const verdict = outline.verdict ?? this.#samplesOf(outline).decide({});
    const { capacity, simulated } = verdict;
    const demand = measuredDemand(verdict, outline.meta.host ?? null);
    return { id: outline.summary.run, capacity, simulated, demand };
  }

  async audienceReport({
    audience,
    language,
  }: {
    audience: Audience;
    language: Language;
  }): Promise<{ file: string }> {
    const answer = { audience, explained: explainAudience(audience, language) };
    if (audience.run !== null) return this.#report(audience.run, language, answer);
    return { file: await writeAudience(answer, audienceFolder(this.#dataFolder, language), language) };
  }

  async #report(
    run: string,
    language: Language,
    audience: ExplainedAnswer | null,
  ): Promise<{ run: string; file: string }> {
    const { summary, recording, verdict } = this.#history.read(run);
    const warnings = verdict.warnings.map((warning) => explainWarning(warning, language));
    const texts = { ...explainVerdict(verdict, language), warnings };
    const [file = ''] = await writeReport(
      { recording, verdict, texts, audience },
      { formats: ['html'], language, folder: reportFolder(this.#dataFolder, summary.run, language) },
    );
    return { run: summary.run, file };
  }

  /** Of each sample all that deciding needs. */
  #samplesOf(outline: OutlinedRun): ReadRun {
    const { run } = outline.summary;
    const read = kept(this.#read, run, () => new ReadRun());
    read.follow(outline, this.#history.boxSamples(run, read.upTo));
    return read;
  }

  /** Of each sample what is drawn, which is there at once however long the run was. */
  #readingsOf(run: string): readonly BoxReading[] {
    const drawn = kept(this.#drawn, run, () => new DrawnRun());
    drawn.follow(this.#history.boxReadings(run, drawn.upTo));
    return drawn.readings;
  }
}

/** The run as it was read before, or a new one; the one that was used longest ago is let go. */
function kept<Read>(all: Map<string, Read>, run: string, begin: () => Read): Read {
  const read = all.get(run) ?? begin();
  all.delete(run);
  all.set(run, read);
  const [oldest] = all.keys();
  if (all.size > KEPT_PARSED && oldest !== undefined) all.delete(oldest);
  return read;
}
