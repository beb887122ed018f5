import type { FieldIssue } from './field-issues.ts';

/** Where a thing is not what it was. */
export interface Unlike {
  readonly field: string;
  readonly then: string;
  readonly now: string;
}

/**
 * Every way in which something given to us can be wrong or something outside us can fail, with what a sentence
 * about it needs. Texts live in shared/locale, joined to these by shared/explain: a face translates by code and data.
 */
export interface ProblemData {
  /** A document that does not fit its format. */
  'document.invalid': { file: string; format: string; issues: readonly FieldIssue[] };
  /** A text that is not JSON. */
  'document.syntax': { file: string; format: string; line: number; column: number; found: string };
  /** A document of another format, or of a version that we don't know. */
  'document.format': { file: string; expected: string; found: string };
  'file.unreadable': { file: string; reason: string };
  /** A text that is neither UTF-8 nor UTF-16 with a mark. */
  'file.encoding': { file: string };
  'file.unwritable': { file: string; reason: string };
  /** The trace of a run that went on; the run itself is kept. */
  'trace.lost': { file: string; reason: string; run: string };
  /** A recording in none of the forms that we know. */
  'import.unknown': { file: string; line: number; found: string; known: readonly string[] };
  /** A row that does not fit; `expected` is a word of the locale, some with a number or names behind it. */
  'import.line': { file: string; line: number; column: number; expected: string; found: string };
  /** A trace of ours stands by itself. */
  'import.mixed': { file: string };
  /** No installed browser that could print. */
  'pdf.no-browser': Record<string, never>;
  'pdf.failed': { browser: string; reason: string };
  /** No font of the language to write pictures with. */
  'font.missing': { known: readonly string[] };
  'executable.missing': { path: string; nearest: string | null };
  'executable.folder': { path: string };
  'executable.not-runnable': { path: string };
  /** The kernel refused what looked right beforehand; `reason` is its own code, such as ENOENT or E2BIG. */
  'executable.not-started': { path: string; reason: string };
  /** Windows wants it to be run as administrator. */
  'executable.elevated': { path: string };
  /** A script of cmd.exe, to which no argument can be handed as it stands. */
  'executable.script': { path: string };
  'executable.none': Record<string, never>;
  'working-directory.missing': { path: string };
  /** A text that cannot be handed to a program because it holds a NUL character. */
  'text.nul': { field: string };
  /** Something else listens where the instance was to listen. */
  'port.taken': { port: number };
  /** A field that this version cannot carry out on this system. */
  'plan.unsupported': { field: string; value: string };
  /** The folder to be copied for each slot cannot be read; `reason` is the system's code. */
  'copies.source': { source: string; reason: string };
  /** The copies would lie in the folder that is copied. */
  'copies.inside': { source: string; folder: string };
  'copies.no-space': { folder: string; eachMiB: number; freeMiB: number; keepFreeMiB: number };
  'copies.failed': { folder: string; reason: string };
  'placeholder.unknown': { field: string; placeholder: string };
  /** A known placeholder for which there is nothing on this box or in this plan. */
  'placeholder.unavailable': { field: string; placeholder: string };
  'placeholder.port': { field: string; placeholder: string; slot: number };
  'option.value': { option: string; value: string; expected: string };
  'option.unknown': { option: string; nearest: string | null };
  'option.conflict': { option: string; other: string };
  /** An option that means nothing without another one. */
  'option.needs': { option: string; needs: string };
  'argument.missing': { argument: string; command: string };
  'argument.extra': { argument: string; command: string };
  'command.unknown': { command: string; nearest: string | null };
  'pattern.invalid': { pattern: string; reason: string };
  'run.unknown': { wanted: string; kept: number };
  'run.ambiguous': { wanted: string; matches: readonly string[] };
  /** Another run has the id of one that is to be imported. */
  'run.exists': { run: string; file: string };
  'run.no-samples': { run: string };
  /** Only a run that came to no end of its own can be gone on with. */
  'resume.finished': { run: string };
  /** It was not begun from here: what it launches nobody at this box has chosen. */
  'resume.stranger': { run: string };
  /** Nothing was launched by us in it. */
  'resume.kind': { run: string };
  /** What would be measured now is not what was measured then. */
  'resume.unlike': { run: string; differences: readonly Unlike[] };
  /** No baseline of that name for this program, and no run or tag either. */
  'baseline.unknown': { wanted: string; executable: string; known: readonly string[] };
  /** Runs that were not made under the same conditions may not gate a build. */
  'compare.different': {
    differences: readonly { condition: string; field: string; base: string; candidate: string }[];
  };
  'data.unwritable': { folder: string; reason: string };
  'data.newer': { file: string; found: number; known: number };
  'data.damaged': { file: string; reason: string };
  /** A run could not be written any further. */
  'data.lost': { file: string; reason: string };
  /** Who holds the box; null where the holder does not answer. */
  'box.busy': { pid: number | null; run: string | null; program: string | null; since: string | null };
  /** Nothing is launched without somebody who ends it when the engine is gone. */
  'guardian.none': { reason: string };
  'box.profile': { profile: string; known: readonly string[] };
  'driver.failed': { method: string; reason: string; detail: string };
  /** A command to a run that is over. */
  'run.over': { run: string };
  /** One engine makes one run at a time. */
  'run.in-progress': { run: string };
  'run.at-cap': { cap: number };
  /** A command to an instance that does not run. */
  'instance.gone': { instance: number };
  'file.exists': { file: string };
  'plan.file-name': { file: string };
  /** The dashboard cannot be served at this port. */
  'serve.port': { port: number; reason: string };
  /** A face said what the bridge does not know: another version, or no face of ours. */
  'request.invalid': { method: string; reason: string };
  'request.many': { most: number };
  /** A file that is handed over is not the one that was announced, or there are too many at once. */
  'upload.wrong': { name: string };
  /** Somebody asked something newer, or wanted to wait no longer. */
  'audience.cancelled': Record<string, never>;
  /** Neither streams nor a capacity were named, or the run named has none. */
  'audience.no-streams': Record<string, never>;
  /** The line to the engine broke before the answer came. */
  'connection.lost': Record<string, never>;
  /** A fault of our own, as a face is told of it. */
  fault: { reason: string };
  /** Electron's program is not there and could not be fetched. */
  'desktop.no-electron': { reason: string };
  /** What only the desktop app can do. */
  'desk.none': { method: string };
  'node.old': { found: string; needed: string };
}

export type ProblemCode = keyof ProblemData;

/** Whose fault it is, which decides the exit code: what was given to us (2), or what the box did in a run (4). */
export type ProblemBlame = 'input' | 'box';

const BOX: ReadonlySet<ProblemCode> = new Set([
  'data.lost',
  'driver.failed',
  'guardian.none',
  'copies.failed',
]);

/** An error that a person can mend. Anything that is not a Problem is our own fault. */
export class Problem<Code extends ProblemCode = ProblemCode> extends Error {
  override readonly name = 'Problem';
  readonly code: Code;
  readonly data: ProblemData[Code];

  constructor(code: Code, data: ProblemData[Code]) {
    super(`${code} ${JSON.stringify(data)}`);
    this.code = code;
    this.data = data;
  }

  get blame(): ProblemBlame {
    return BOX.has(this.code) ? 'box' : 'input';
  }
}
