import path from 'node:path';
import type { AudienceQuestion } from '../../shared/bridge/audience-question.ts';
import { BRIDGE_BOUNDS } from '../../shared/bridge/bounds.ts';
import type { Method, Params, Result } from '../../shared/bridge/contract.ts';
import type { Language } from '../../shared/locale/language.ts';
import type { Audience } from '../../shared/model/audience.ts';
import { Problem } from '../../shared/model/problem.ts';
import { openHistory, type History } from '../engine/history.ts';
import { withAbsolutePaths } from '../engine/load-plan.ts';
import { simulatedProfiles } from '../engine/open-box.ts';
import type { ProbeSession } from '../engine/probe-session.ts';
import { startProbe } from '../engine/start-probe.ts';
import { version } from '../os/version.ts';
import { Connection, type Answer, type Face, type Line, type Outlet } from './connection.ts';
import type { Desk } from './desk.ts';
import { DoctorVisit } from './doctor-visit.ts';
import { KeptRuns } from './kept/kept-runs.ts';
import { Follower } from './live/follower.ts';
import { LiveRun } from './live/live-run.ts';
import { completePath } from './plan/complete-path.ts';
import { readSettings, retain, writeSettings } from './settings.ts';
import { PlanChecker } from './plan/plan-checker.ts';
import { Uploads } from './imports/uploads.ts';
import { audienceInput } from './planning/audience-input.ts';
import { PlanningThread } from './planning/planning-thread.ts';
import { PlanAnswers } from './plan/plan-answers.ts';

export interface HostOptions {
  readonly dataFolder: string;
  /** What a relative path without a plan's folder is relative to. */
  readonly folder: string;
  /** Where a face finds the report of a run, or with none the page about an audience; null where it opens the file itself. */
  readonly reportHref: ((run: string | null, language: Language) => string) | null;
  /** The desktop around it; absent in a browser. */
  readonly desk?: Desk;
  /** The engine before this one ended by itself. */
  readonly crashed?: { readonly run: string | null } | null;
}

type Handlers = { readonly [M in Method]: (params: Params<M>, face: Face) => Promise<Result<M>> | Result<M> };

const NOTHING = {};

/**
 * The engine as faces reach it: one run at a time, the history, plans. It lives as long as its process.
 * Longer than most files here, because every question that can be asked stands in its one table.
 */
export class Host {
  readonly #options: HostOptions;
  readonly #history: History;
  readonly #kept: KeptRuns;
  readonly #uploads = new Uploads();
  readonly #planning = new PlanningThread();
  /** What each face asked last about an audience. */
  readonly #newest = new WeakMap<object, AudienceQuestion>();
  readonly #checker: PlanChecker;
  readonly #plans: PlanAnswers;
  readonly #followers = new Map<Face, Follower>();
  readonly #faces = new Set<Face>();
  readonly #pulse: NodeJS.Timeout;
  #live: LiveRun | null = null;
  #starting = false;
  readonly #doctor: DoctorVisit;

  constructor(options: HostOptions, history: History) {
    this.#options = options;
    this.#history = history;
    this.#kept = new KeptRuns(options.dataFolder);
    this.#doctor = new DoctorVisit(options.dataFolder);
    this.#checker = new PlanChecker(options.dataFolder, () => history.list());
    this.#plans = new PlanAnswers(options);
    this.#retain();
    this.#pulse = setInterval(() => {
      for (const face of this.#faces) if (!face.isFull()) face.tell('pulse', NOTHING);
    }, BRIDGE_BOUNDS.pulseSeconds * 1000);
    this.#pulse.unref();
  }

  /** The run in progress; null where there is none. */
  get running(): ProbeSession | null {
    return this.#live === null || this.#live.isOver ? null : this.#live.session;
  }

  connect(outlet: Outlet): Line {
    const connection = new Connection(outlet, {
      answer: this.#answer,
      onDrained: () => this.#followers.get(connection.face)?.drained(),
      onClosed: () => {
        this.#unfollow(connection.face);
        this.#planning.cancel(connection.face);
        void this.#uploads.forgetAll(connection.face);
        this.#faces.delete(connection.face);
      },
    });
    this.#faces.add(connection.face);
    return connection;
  }

  /** Ends a run in progress and lets go of everything. */
  async close(): Promise<void> {
    clearInterval(this.#pulse);
    this.#doctor.close();
    // What came of it is kept; a fault of ours was told to those who followed.
    await this.running?.end({ by: 'interrupted' }).catch(() => undefined);
    for (const face of [...this.#followers.keys()]) this.#unfollow(face);
    this.#faces.clear();
    this.#planning.close();
    await this.#kept.close();
    this.#history.close();
  }

  readonly #answer: Answer = async (method, params, face) => this.#handlers[method](params, face);

  readonly #handlers: Handlers = {
    'engine.describe': async () => ({
      version,
      platform: process.platform,
      dataFolder: this.#options.dataFolder,
      folder: this.#options.folder,
      profiles: [...(await simulatedProfiles())],
      desk: this.#options.desk ? { fixedFolder: this.#options.desk.fixedFolder } : null,
      crashed: this.#crashed(),
    }),

    'plan.check': ({ plan, folder, box }) => this.#checker.check(plan, this.#folder(folder), box),
    'plan.read': (params) => this.#plans.read(params),
    'plan.parse': (params) => this.#plans.parse(params),
    'plan.write': (params) => this.#plans.write(params),
    'plan.trust': (params) => {
      this.#plans.trust(params);
      return NOTHING;
    },
    'plan.recent': () => this.#plans.recent(),
    'path.complete': async ({ text, folder, want }) => ({
      matches: await completePath(text, this.#folder(folder), want),
    }),

    'run.start': (params) => this.#start(params),
    'run.launch': async ({ run }) => {
      await this.#commanded(run).operator.launch();
      return NOTHING;
    },
    'run.stop': async ({ run, instance }) => {
      await this.#commanded(run).operator.stop(instance);
      return NOTHING;
    },
    'run.hold': async ({ run, on }) => {
      await this.#commanded(run).operator.hold(on);
      return NOTHING;
    },
    'run.confirm': async ({ run, instance }) => {
      await this.#commanded(run).operator.confirm(instance);
      return NOTHING;
    },
    'run.end': async ({ run }) => {
      await this.#commanded(run).end({ by: 'operator' });
      return NOTHING;
    },
    'run.emergencyStop': async ({ run }) => {
      await this.#commanded(run).emergencyStop();
      return NOTHING;
    },
    'run.log': ({ run, instance, lines }) => {
      const session = this.#live?.session;
      const kept = session?.run === run ? session.log(instance, lines) : null;
      return { lines: kept && [...kept] };
    },

    'runs.list': () => this.#kept.ask('list', {}),
    'runs.label': ({ run, ...label }) => {
      this.#history.label(run, defined(label));
      this.#tellRunsChanged();
      return NOTHING;
    },
    'runs.remove': ({ runs }) => {
      const { running } = this;
      if (running && runs.includes(running.run)) throw new Problem('run.in-progress', { run: running.run });
      this.#history.hide(runs, new Date());
      this.#tellRunsChanged();
      return NOTHING;
    },
    'runs.bringBack': ({ runs }) => {
      this.#history.bringBack(runs);
      this.#tellRunsChanged();
      return NOTHING;
    },
    'import.begin': async ({ name, bytes }, face) => ({
      upload: await this.#uploads.begin(face, name, bytes),
    }),
    'import.part': async ({ upload, data }, face) => {
      await this.#uploads.add(face, upload, Buffer.from(data, 'base64'));
      return NOTHING;
    },
    'import.cancel': async ({ uploads }, face) => {
      await this.#uploads.forget(face, uploads);
      return NOTHING;
    },
    'import.end': async ({ uploads }, face) => {
      // A thread of its own: a large recording takes its time, in which others want to look at their runs.
      const reader = new KeptRuns(this.#options.dataFolder);
      try {
        const imported = await reader.ask('importFiles', { files: this.#uploads.whole(face, uploads) });
        this.#tellRunsChanged();
        return { imported };
      } finally {
        await this.#uploads.forget(face, uploads);
        await reader.close();
      }
    },
    'runs.compare': (params) => this.#kept.ask('compare', params),
    'runs.open': ({ run }) => this.#kept.ask('open', { run }),
    'runs.series': (params) => this.#kept.ask('series', params),
    'runs.decide': (params) => this.#kept.ask('decide', params),
    'runs.report': async ({ run, language }) => {
      const { run: id, file } = await this.#kept.ask('report', { run, language });
      return this.#shown(file, id, language);
    },

    'audience.answer': async ({ question }, face) => ({ audience: await this.#audience(question, face) }),
    'audience.cancel': (_, face) => {
      this.#newest.delete(face);
      this.#planning.cancel(face);
      return NOTHING;
    },
    'audience.report': async ({ question, language }) => {
      const audience = await this.#audience(question, {});
      const { file } = await this.#kept.ask('audienceReport', { audience, language });
      return this.#shown(file, audience.run, language);
    },

    'live.attach': ({ run, samples, events }, face) => {
      this.#unfollow(face);
      const follower = new Follower(
        {
          run: () => this.#live,
          isFull: () => face.isFull(),
          send: (update) => {
            face.tell('live.update', update);
          },
        },
        { run, samples, events, opinion: -1 },
      );
      this.#followers.set(face, follower);
      return NOTHING;
    },
    'live.detach': (_, face) => {
      this.#unfollow(face);
      return NOTHING;
    },

    'settings.read': () => ({ settings: readSettings(this.#options.dataFolder) }),
    'settings.write': ({ settings }) => {
      writeSettings(this.#options.dataFolder, settings);
      return NOTHING;
    },
    'runs.retain': ({ retention, dryRun }) => {
      const runs = retain(this.#history, retention, dryRun);
      if (!dryRun && runs.length > 0) this.#tellRunsChanged();
      return { runs };
    },
    'doctor.examine': () => {
      if (this.running) throw new Problem('run.in-progress', { run: this.running.run });
      return this.#doctor.examine();
    },

    'desk.choose': async ({ what, from }) => ({
      file: await this.#desk('desk.choose').choose(what, from === '' ? null : from),
    }),
    'desk.speak': ({ language }) => {
      this.#desk('desk.speak').speak(language);
      return NOTHING;
    },
    'desk.takeOffered': () => ({ file: this.#desk('desk.takeOffered').takeOffered() }),
    'desk.moveData': ({ folder }) => {
      const desk = this.#desk('desk.moveData');
      if (this.running) throw new Problem('run.in-progress', { run: this.running.run });
      desk.moveData(folder === null ? null : this.#folder(folder));
      return NOTHING;
    },
  };

  /** What is set to go, goes. A history that is in use by another engine is left as it is until the next time. */
  #retain(): void {
    try {
      retain(this.#history, readSettings(this.#options.dataFolder).retention, false);
    } catch (error) {
      const { code } = error as { code?: string };
      if (code !== 'SQLITE_BUSY' && code !== 'SQLITE_LOCKED') throw error;
    }
  }

  /** A plan was given to the desktop from outside. */
  tellOffered(): void {
    for (const face of this.#faces) face.tell('desk.offered', NOTHING);
  }

  #desk(method: Method): Desk {
    const { desk } = this.#options;
    if (!desk) throw new Problem('desk.none', { method });
    return desk;
  }

  #crashed(): Result<'engine.describe'>['crashed'] {
    const { crashed } = this.#options;
    if (!crashed) return null;
    const kept = this.#history.list().find(({ run }) => run === crashed.run);
    return { run: kept?.run ?? null, name: kept?.name ?? '' };
  }

  async #start({ box, plan, folder, settings, seed, pace, tags }: Params<'run.start'>) {
    const { running } = this;
    if (running) throw new Problem('run.in-progress', { run: running.run });
    // Opening a box takes a moment, in which a second window may ask too.
    if (this.#starting) throw new Problem('run.in-progress', { run: '' });
    this.#starting = true;
    try {
      const session = await startProbe(
        {
          box,
          plan: plan && withAbsolutePaths(plan, this.#folder(folder)),
          overrides: defined(settings ?? {}),
          dataFolder: this.#options.dataFolder,
          tags,
          seed,
          traceFile: null,
          pace,
        },
        this.#history,
      );
      if (plan) this.#plans.trust({ plan, folder });
      this.#live = new LiveRun(session, () => {
        for (const follower of this.#followers.values()) follower.changed();
      });
      this.#tellRunsChanged();
      session.done
        .catch(() => undefined)
        .finally(() => {
          this.#retain();
          this.#tellRunsChanged();
        });
      for (const follower of this.#followers.values()) follower.changed();
      return { run: session.run };
    } finally {
      this.#starting = false;
    }
  }

  /**
   * @param owner for whom it is computed; see {@link PlanningThread}
   * @throws Problem `audience.cancelled` where the same one asked something newer while the runs were read, too
   */
  async #audience(question: AudienceQuestion, owner: object): Promise<Audience> {
    this.#newest.set(owner, question);
    const measured = (run: string | null | undefined) =>
      run == null ? null : this.#kept.ask('measured', { run });
    const first = await measured(question.run);
    const second = await measured(question.hardware?.otherBox?.calibrate);
    if (this.#newest.get(owner) !== question) throw new Problem('audience.cancelled', {});
    return this.#planning.answer(audienceInput(question, first, second), owner);
  }

  #tellRunsChanged(): void {
    for (const face of this.#faces) face.tell('runs.changed', NOTHING);
  }

  #commanded(run: string): ProbeSession {
    const { running } = this;
    if (running?.run !== run) throw new Problem('run.over', { run });
    return running;
  }

  #folder(named: string | null): string {
    return path.resolve(this.#options.folder, named ?? '');
  }

  /** Where a face finds a page that was just written; a desktop shows it itself. */
  #shown(file: string, run: string | null, language: Language): { file: string; href: string | null } {
    const href = this.#options.reportHref?.(run, language) ?? null;
    if (href === null) this.#options.desk?.show(file);
    return { file, href };
  }

  #unfollow(face: Face): void {
    this.#followers.get(face)?.end();
    this.#followers.delete(face);
  }
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

function defined<T extends object>(given: T): Defined<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Defined<T>;
}

/** @throws Problem `data.unwritable`, `data.newer` or `data.damaged` */
export function openHost(options: HostOptions): Host {
  return new Host(options, openHistory(options.dataFolder));
}
