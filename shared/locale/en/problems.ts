import { comparison } from './comparison.ts';
import { entry } from '../entry.ts';
import { driverReason, escapedPath, syntaxReason, systemReason, typeReason } from './reasons.ts';
import { resuming } from './resuming.ts';

interface Issue {
  readonly field: string;
  readonly line: number | null;
  readonly kind: string;
  readonly expected: string;
  readonly received: string;
  readonly nearest: string | null;
}

const place = ({ field, line }: Issue) =>
  `${field === '' ? 'the document' : field}${line === null ? '' : ` (line ${line})`}`;
const meant = (nearest: string | null) => (nearest === null ? '' : ` Did you mean ${nearest}?`);

function issue(found: Issue): string {
  switch (found.kind) {
    case 'unknown':
      return `${place(found)} is not a known field.${meant(found.nearest)}${found.nearest === null && found.expected !== '' ? ` Known here: ${found.expected}.` : ''}`;
    case 'missing':
      return `${place(found)} is missing; it must be ${typeReason(found.expected)}.`;
    case 'rule':
      return found.expected === 'regular-expression'
        ? `${place(found)} is ${found.received}, which is not a regular expression.`
        : `${place(found)} is ${found.received}: ${found.expected}.`;
    default:
      return `${place(found)} is ${found.received}; it must be ${typeReason(found.expected)}.`;
  }
}

/** What was expected in a row of a recording, by the words of main/imports; some have a number or names behind them. */
function expectedInRow(expected: string): string {
  const [word = '', ...rest] = expected.split(' ');
  const detail = rest.join(' ');
  const known: Readonly<Record<string, string>> = {
    number: 'a number',
    date: 'a date',
    time: 'a time such as 21:04:05',
    'date-time': 'a date and a time',
    fields: `${detail} fields, as in the header`,
    column: `one of the columns ${detail}`,
    lives: `at most ${detail} starts and ends of instances`,
    cards: `at most ${detail} graphics cards`,
    processes: `at most ${detail} processes`,
    'line-end': 'the end of the line',
    header: `a header such as ${detail}`,
  };
  return entry(known, word) ?? expected;
}
const NOT_STARTED: Readonly<Record<string, string>> = {
  ENOENT: 'The interpreter or loader that it names is missing.',
  EACCES: 'This user or its volume may not run it, or a virus scanner forbids it.',
  E2BIG: 'Its arguments are too long for this system.',
  ENOEXEC: 'It is no program for this system: a damaged file, or one for another kind of CPU.',
  EBUSY: 'Another program holds it open for writing.',
  VIRUS: 'The virus scanner holds it for a virus. Make an exception for its folder.',
  BLOCKED: 'A policy of this system forbids it (AppLocker, Smart App Control).',
};
const whyNotStarted = (reason: string) => {
  const why = entry(NOT_STARTED, reason);
  return why === undefined ? '' : ` ${why}`;
};
/** What is wrong with one field. */
export const fieldIssue = issue;

/** A sentence or two for each Problem: what is wrong, where, and what to do. */
export const problems = {
  'document.invalid': (d: { file: string; format: string; issues: readonly Issue[] }) =>
    d.issues.length === 1
      ? `${d.file}: ${d.issues.map(issue).join('')}`
      : `${d.file} does not fit ${d.format}:\n${d.issues.map((found) => `  - ${issue(found)}`).join('\n')}`,
  'document.syntax': (d: { file: string; format: string; line: number; column: number; found: string }) =>
    `${d.file}, line ${d.line}, column ${d.column}: this is not JSON (${syntaxReason(d.found)}). Expected ${d.format}.`,
  'document.format': (d: { file: string; expected: string; found: string }) =>
    `${d.file} is of format ${d.found}; this version reads ${d.expected}. A newer Kneescope may read it.`,
  'file.unreadable': (d: { file: string; reason: string }) =>
    `${d.file} cannot be read: ${systemReason(d.reason)}.`,
  'file.encoding': (d: { file: string }) =>
    `${d.file} is no text in UTF-8. A plan: save it as UTF-8 (Notepad: Save as, Encoding). A program: kneescope probe -- ${d.file}`,
  'file.unwritable': (d: { file: string; reason: string }) =>
    `${d.file} cannot be written: ${systemReason(d.reason)}. Name another place.`,
  'trace.lost': (d: { file: string; reason: string; run: string }) =>
    `The trace ${d.file} could not be written any further (${systemReason(d.reason)}) and ends in the middle. The run went on without it and is kept whole: kneescope export ${d.run} FILE writes it as a trace to another place.`,
  'import.unknown': (d: { file: string; line: number; found: string; known: readonly string[] }) =>
    `${d.file}, line ${d.line}: ${d.found === '' ? 'there is nothing in it' : `“${d.found}” is the beginning of no recording that is known`}. Expected a trace of ours, or a recording of ${d.known.join(', ')}, with its header.`,
  'import.line': (d: { file: string; line: number; column: number; expected: string; found: string }) =>
    `${d.file}, line ${d.line}, column ${d.column}: expected ${expectedInRow(d.expected)}, found ${d.found === '' ? 'nothing' : `“${d.found}”`}.`,
  'import.mixed': (d: { file: string }) =>
    `${d.file} is a trace of ours, which is decided on by itself. Name it alone.`,
  'pdf.no-browser': () =>
    'No Edge, Chrome or Chromium was found to make a PDF with. Take the HTML report instead (--format html): it prints the same from any browser.',
  'pdf.failed': (d: { browser: string; reason: string }) =>
    `${d.browser} could not make the PDF: ${d.reason}. Take the HTML report instead (--format html): it prints the same from any browser.`,
  'font.missing': (d: { known: readonly string[] }) =>
    `No font was found to write pictures with (looked for ${d.known.join(', ')}). Install one, or take --format svg.`,
  'executable.missing': (d: { path: string; nearest: string | null }) =>
    `There is no program ${d.path}.${meant(d.nearest)}${escapedPath(d.path)}`,
  'executable.folder': (d: { path: string }) =>
    `${d.path} is a folder, not a program. Name the executable inside it.`,
  'executable.not-runnable': (d: { path: string }) =>
    `${d.path} may not be run by this user. If it is a program: chmod +x "${d.path}"`,
  'executable.not-started': (d: { path: string; reason: string }) =>
    `${d.path} was there, but the system would not start it (${d.reason}).${whyNotStarted(d.reason)}`,
  'executable.elevated': (d: { path: string }) =>
    `${d.path} wants to be run as administrator, and Kneescope was not. Start Kneescope itself as administrator, or take that wish from the program (its manifest, or Compatibility in its properties).`,
  'executable.script': (d: { path: string }) =>
    `${d.path} is a script of the command prompt, which would change the arguments. Name the program that it starts; what else it does belongs into environment and workingDirectory of the plan.`,
  'executable.none': () =>
    'Nothing to launch was named. Give a plan (kneescope probe my.plan.json) or a program (kneescope probe -- ./my-program arguments).',
  'working-directory.missing': (d: { path: string }) =>
    `The working folder ${d.path} does not exist. Make it, or name another as workingDirectory.`,
  'text.nul': (d: { field: string }) =>
    `${d.field} holds a NUL character (\\u0000), which no program can be given. Take it out.`,
  'port.taken': (d: { port: number }) =>
    `Something already listens on port ${d.port}, where the next instance was to listen. End it, or choose another base port.`,
  'plan.unsupported': (d: { field: string; value: string }) =>
    `${d.field} (${d.value}) is not possible on this system in this version. Take it out of the plan.`,
  'copies.source': (d: { source: string; reason: string }) =>
    `${d.source}, which copies are to be made of, is no folder that can be read (${systemReason(d.reason)}). Name the program's folder as copies.source.`,
  'copies.inside': (d: { source: string; folder: string }) =>
    `The copies would lie in ${d.folder}, inside ${d.source}, and each would hold the ones before. Name a folder elsewhere as copies.into.`,
  'copies.no-space': (d: { folder: string; eachMiB: number; freeMiB: number; keepFreeMiB: number }) =>
    `There is no room for even one copy: it takes ${Math.ceil(d.eachMiB)} MiB, ${Math.floor(d.freeMiB)} MiB are free at ${d.folder}, and ${Math.ceil(d.keepFreeMiB)} MiB of those are kept free (guards.freeDiskMiB). Name another volume as copies.into, or files that may be hard links as copies.link.`,
  'copies.failed': (d: { folder: string; reason: string }) =>
    `The copy in ${d.folder} could not be made (${systemReason(d.reason)}). What was made of it is removed.`,
  'placeholder.unavailable': (d: { field: string; placeholder: string }) =>
    `${d.field} has ${d.placeholder}, but there is nothing to put there on this box with this plan.`,
  'placeholder.port': (d: { field: string; placeholder: string; slot: number }) =>
    `${d.field} has ${d.placeholder}, which is no port (1 to 65535) at slot ${d.slot}. Choose another base port or a lower cap.`,
  'placeholder.unknown': (d: { field: string; placeholder: string }) =>
    `${d.field} has the placeholder ${d.placeholder}, which is none of {index} {port:BASE} {gpu} {copy} {data}. For a brace of your own write {{.`,
  'option.value': (d: { option: string; value: string; expected: string }) =>
    `${d.option} is "${d.value}"; it must be ${d.expected}.`,
  'option.unknown': (d: { option: string; nearest: string | null }) =>
    `There is no option ${d.option}.${meant(d.nearest)}`,
  'option.conflict': (d: { option: string; other: string }) =>
    `${d.option} and ${d.other} do not go together: give one of them.`,
  'option.needs': (d: { option: string; needs: string }) => `${d.option} needs ${d.needs} beside it.`,
  'argument.missing': (d: { argument: string; command: string }) =>
    `${d.command} needs ${d.argument}. See kneescope ${d.command} --help`,
  'argument.extra': (d: { argument: string; command: string }) =>
    `${d.command} does not take "${d.argument}". See kneescope ${d.command} --help`,
  'command.unknown': (d: { command: string; nearest: string | null }) =>
    `There is no command ${d.command}.${meant(d.nearest)} See kneescope --help`,
  'pattern.invalid': (d: { pattern: string; reason: string }) =>
    `${d.pattern} is not a regular expression: ${d.reason}.`,
  'run.unknown': (d: { wanted: string; kept: number }) =>
    d.kept === 0
      ? `There is no run ${d.wanted}: nothing is kept here yet. Start one with kneescope probe.`
      : `There is no run ${d.wanted} among the ${d.kept} kept here. kneescope runs lists them.`,
  'run.ambiguous': (d: { wanted: string; matches: readonly string[] }) =>
    `${d.wanted} is the beginning of several runs: ${d.matches.join(', ')}. Type more of it.`,
  'run.exists': (d: { run: string; file: string }) =>
    `Another run is kept here as ${d.run}, with other readings than those in ${d.file}. Delete it first, or import into another folder with --data DIR.`,
  ...resuming.problems,
  'run.no-samples': (d: { run: string }) => `${d.run} has no samples, so nothing can be decided from it.`,
  'baseline.unknown': (d: { wanted: string; executable: string; known: readonly string[] }) =>
    `There is no baseline ${d.wanted}${d.executable === '' ? '' : ` for ${d.executable}`}, and no run or tag of that name.${d.known.length === 0 ? ' Name one with kneescope baseline set RUN.' : ` Known: ${d.known.join(', ')}.`}`,
  'compare.different': (d: {
    differences: readonly { condition: string; field: string; base: string; candidate: string }[];
  }) =>
    `These runs may not gate a build, since they were not made under the same conditions:\n${d.differences.map((one) => `  - ${comparison.difference(one)}`).join('\n')}\nIf that is meant: --allow-different ${[...new Set(d.differences.map(({ condition }) => condition))].join(',')}`,
  'data.unwritable': (d: { folder: string; reason: string }) =>
    `The data folder ${d.folder} cannot be written: ${systemReason(d.reason)}. Name another with --data DIR.`,
  'data.newer': (d: { file: string; found: number; known: number }) =>
    `${d.file} was written by a newer Kneescope (version ${d.found}; this one knows ${d.known}). It was left as it is: update, or name another folder with --data DIR.`,
  'data.damaged': (d: { file: string; reason: string }) =>
    `${d.file} is damaged or no database (${d.reason}). Start once more: it is then set aside, and what can be read of it is saved. If that does not help, name another folder with --data DIR.`,
  'data.lost': (d: { file: string; reason: string }) =>
    `The run could not be written to ${d.file} any further (${systemReason(d.reason)}), so it was ended. What was written until then is whole: kneescope decide last decides on it. Make room on the volume, or name another folder with --data DIR.`,
  'box.busy': (d: {
    pid: number | null;
    run: string | null;
    program: string | null;
    since: string | null;
  }) =>
    d.pid === null
      ? 'Another probe is measuring this box, but it does not answer; it may be suspended. Two at once would measure each other; wait for it or end it.'
      : `Another probe is measuring this box: run ${d.run ?? '?'} of ${d.program ?? '?'}, process ${d.pid}, since ${d.since ?? '?'}. Two at once would measure each other; wait for it or end it.`,
  'guardian.none': (d: { reason: string }) =>
    `The guardian could not be started (${systemReason(d.reason)}). It ends what was launched when Kneescope itself is killed; without it nothing is launched. See whether this user may start more processes.`,
  'box.profile': (d: { profile: string; known: readonly string[] }) =>
    `There is no simulated box ${d.profile}. Known: ${d.known.join(', ')}.`,
  'driver.failed': (d: { method: string; reason: string; detail: string }) =>
    `The driver failed at ${d.method} (${driverReason(d.reason)})${d.detail === '' ? '' : `: ${d.detail}`}`,
  'run.over': (d: { run: string }) => `Run ${d.run} is over: nothing of it can be changed any more.`,
  'run.in-progress': (d: { run: string }) =>
    `Run ${d.run} is in progress. End it first, or wait: two would disturb each other.`,
  'run.at-cap': (d: { cap: number }) =>
    `${d.cap} instances run already, which is the cap. Raise the cap in the plan to try more.`,
  'instance.gone': (d: { instance: number }) => `Instance ${d.instance} does not run any more.`,
  'file.exists': (d: { file: string }) => `${d.file} exists already. Replace it, or choose another name.`,
  'plan.file-name': (d: { file: string }) =>
    `${d.file}: a plan's file ends in .plan.json, so that it is known for one.`,
  'serve.port': (d: { port: number; reason: string }) =>
    `The dashboard cannot be served at port ${d.port} (${systemReason(d.reason)}). Name another with --port, or none: then a free one is found.`,
  'request.invalid': (d: { method: string; reason: string }) =>
    `The engine does not know what was asked (${d.method}: ${d.reason}). This page may be of another version: load it again.`,
  'upload.wrong': (d: { name: string }) =>
    `${d.name === '' ? 'The file' : d.name} could not be handed over whole. Try it again.`,
  'audience.cancelled': () => 'It was not computed to the end.',
  'audience.no-streams': () =>
    'How many streams? Name them, or a capacity; the run that was named has found none.',
  'request.many': (d: { most: number }) =>
    `More than ${d.most} questions wait for their answers. Wait until some have come.`,
  'connection.lost': () =>
    'The line to the engine broke before the answer came. A run goes on by itself; look whether what you asked was done.',
  fault: (d: { reason: string }) => `This is a fault of Kneescope itself: ${d.reason}`,
  'desktop.no-electron': (d: { reason: string }) =>
    `Electron could not be had (${d.reason}); the same dashboard opens in a browser: kneescope serve (in a checkout: npm run -s kneescope -- serve).`,
  'desk.none': () => 'Only the desktop app can do this.',
  'node.old': (d: { found: string; needed: string }) =>
    `This is Node ${d.found}; Kneescope needs ${d.needed} or newer. In a checkout, npm run -s kneescope uses the right one.`,
};
