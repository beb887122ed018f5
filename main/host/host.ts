import path from 'node:path';
import { BRIDGE_BOUNDS } from '../../shared/bridge/bounds.ts';
import type { Params, Result } from '../../shared/bridge/contract.ts';
import { Problem } from '../../shared/model/problem.ts';
import { openHistory, type History } from '../engine/history.ts';
import { withAbsolutePaths } from '../engine/load-plan.ts';
import { simulatedProfiles } from '../engine/open-box.ts';
import type { ProbeSession } from '../engine/probe-session.ts';
import { resumeProbe } from '../engine/resume-probe.ts';
import { startProbe } from '../engine/start-probe.ts';
import { version } from '../os/version.ts';
import { Connection, type Answer, type Face, type Line, type Outlet } from './connection.ts';
import type { Desk } from './desk.ts';
import { defined } from './defined.ts';
import { deskHandlers } from './desk-handlers.ts';
import { DoctorVisit } from './doctor-visit.ts';
import { NOTHING, type Handlers } from './handlers.ts';
import { importHandlers } from './imports/import-handlers.ts';
import { keptHandlers } from './kept/kept-handlers.ts';
import { KeptRuns } from './kept/kept-runs.ts';
import { commandHandlers } from './live/command-handlers.ts';
import { Follower } from './live/follower.ts';
import { LiveRun } from './live/live-run.ts';
import { completePath } from './plan/complete-path.ts';
import { readSettings, retainAsSet, writeSettings } from './settings.ts';
import { PlanChecker } from './plan/plan-checker.ts';
import { Uploads } from './imports/uploads.ts';
import { Reports, type ReportHref } from './reports.ts';
import { AudienceAnswers } from './planning/audience-answers.ts';
import { PlanAnswers } from './plan/plan-answers.ts';

export interface HostOptions {
  readonly dataFolder: string;
  /** What a relative path without a plan's folder is relative to. */
  readonly folder: string;
  /** Null where the desktop opens the file itself. */
  readonly reportHref: ReportHref | null;
  /** The desktop around it; absent in a browser. */
  readonly desk?: Desk;
  /** The engine before this one ended by itself. */
  readonly crashed?: { readonly run: string | null } | null;
}

/** The engine as faces reach it: one run at a time, the history, plans. It lives as long as its process. */
export class Host {
  readonly #options: HostOptions;
  readonly #history: History;
  readonly #kept: KeptRuns;
  readonly #uploads = new Uploads();
  readonly #audience: AudienceAnswers;
  readonly #reports: Reports;
  readonly #checker: PlanChecker;
  readonly #plans: PlanAnswers;
  readonly #followers = new Map<Face, Follower>();
  readonly #faces = new Set<Face>();
  readonly #pulse: NodeJS.Timeout;
  #live: LiveRun | null = null;
  #starting = false;
  readonly #doctor: DoctorVisit;
  readonly #handlers: Handlers;

  constructor(options: HostOptions, history: History) {
    this.#options = options;
    this.#history = history;
    this.#kept = new KeptRuns(options.dataFolder);
    this.#reports = new Reports(options);
    this.#audience = new AudienceAnswers(this.#kept, this.#reports);
    this.#doctor = new DoctorVisit(options.dataFolder);
    this.#checker = new PlanChecker(options.dataFolder, () => history.list());
    this.#plans = new PlanAnswers(options);
    this.#handlers = this.#allHandlers();
    retainAsSet(history, options.dataFolder);
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
        this.#audience.cancel(connection.face);
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
    this.#audience.close();
    await this.#kept.close();
    this.#history.close();
  }

  readonly #answer: Answer = async (method, params, face) => this.#handlers[method](params, face);

  readonly #allHandlers = (): Handlers => ({
    ...this.#audience.handlers,
    ...importHandlers(this.#uploads, this.#options.dataFolder, () => {
      this.#tellRunsChanged();
    }),
    ...keptHandlers({
      history: this.#history,
      kept: this.#kept,
      reports: this.#reports,
      running: () => this.running?.run ?? null,
      onChanged: () => {
        this.#tellRunsChanged();
      },
    }),
    ...commandHandlers(
      (run) => this.#commanded(run),
      () => this.#live?.session ?? null,
    ),
    ...deskHandlers({
      desk: this.#options.desk,
      folderOf: (named) => this.#folder(named),
      running: () => this.running,
    }),
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

    'run.start': (params) => this.#begin(() => this.#start(params)),
    'run.resume': ({ run, pace }) =>
      this.#begin(() => {
        const { summary, meta } = this.#history.store.header(run);
        this.#plans.mustBeOurs(summary.run, meta);
        const { dataFolder } = this.#options;
        const asked = { box: null, plan: null, overrides: {}, seed: null, tags: [], traceFile: null };
        return resumeProbe({ ...asked, run, pace, dataFolder }, this.#history);
      }),

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
    'doctor.examine': () => {
      if (this.running) throw new Problem('run.in-progress', { run: this.running.run });
      return this.#doctor.examine();
    },
  });

  /** A plan was given to the desktop from outside. */
  tellOffered(): void {
    for (const face of this.#faces) face.tell('desk.offered', NOTHING);
  }

  #crashed(): Result<'engine.describe'>['crashed'] {
    const { crashed } = this.#options;
    if (!crashed) return null;
    const kept = this.#history.list().find(({ run }) => run === crashed.run);
    return { run: kept?.run ?? null, name: kept?.name ?? '' };
  }

  async #start({ box, plan, folder, settings, seed, pace, tags }: Params<'run.start'>) {
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
    return session;
  }

  /** Begins a run, unless one goes on, and shows it to all faces. */
  async #begin(start: () => Promise<ProbeSession>): Promise<{ run: string }> {
    const { running } = this;
    if (running) throw new Problem('run.in-progress', { run: running.run });
    // Opening a box takes a moment, in which a second window may ask too.
    if (this.#starting) throw new Problem('run.in-progress', { run: '' });
    this.#starting = true;
    try {
      const session = await start();
      this.#plans.began(session.meta);
      this.#live = new LiveRun(session, () => {
        for (const follower of this.#followers.values()) follower.changed();
      });
      this.#tellRunsChanged();
      session.done
        .catch(() => undefined)
        .finally(() => {
          retainAsSet(this.#history, this.#options.dataFolder);
          this.#tellRunsChanged();
        });
      for (const follower of this.#followers.values()) follower.changed();
      return { run: session.run };
    } finally {
      this.#starting = false;
    }
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

  #unfollow(face: Face): void {
    this.#followers.get(face)?.end();
    this.#followers.delete(face);
  }
}

/** @throws Problem `data.unwritable`, `data.newer` or `data.damaged` */
export function openHost(options: HostOptions): Host {
  return new Host(options, openHistory(options.dataFolder));
}
