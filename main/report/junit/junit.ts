/** One thing that was to hold. */
export interface JunitCase {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'error' | 'skipped';
  /** Why it did not pass; empty where it did. */
  readonly message: string;
  readonly details: string;
}

export interface JunitSuite {
  readonly name: string;
  /** ISO 8601 of the run's start, null where it is not known. */
  readonly startedAt: string | null;
  readonly seconds: number;
  /** The box's name. */
  readonly host: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly cases: readonly JunitCase[];
  /** What the run says of itself, for whoever opens the case. */
  readonly output: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\t': '&#9;',
  '\r': '&#13;',
};

/** Text for an element or an attribute; what XML 1.0 cannot hold at all becomes U+FFFD. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll(/[&<>"'\n\t\r]/gu, (sign) => ENTITIES[sign] ?? sign);
}

const ELEMENTS = { failed: 'failure', error: 'error', skipped: 'skipped' } as const;

function testCase(
  { name, outcome, message, details }: JunitCase,
  suite: JunitSuite,
  seconds: string,
): string {
  const open = `    <testcase classname="${escaped(`kneescope.${suite.name}`)}" name="${escaped(name)}" time="${seconds}"`;
  if (outcome === 'passed') return `${open}/>`;
  const element = ELEMENTS[outcome];
  const type = outcome === 'skipped' ? '' : ` type="${element}"`;
  return `${open}>\n      <${element} message="${escaped(message)}"${type}>${escaped(details)}</${element}>\n    </testcase>`;
}

/** Local time without a zone, which is all that the JUnit schemas allow. */
function timestamp(iso: string | null): string {
  const found = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/u.exec(iso ?? '');
  return found ? ` timestamp="${found[0]}"` : '';
}

/**
 * A JUnit XML file with one suite that fits both schemas in use, Ant's and Jenkins', and so is read by Jenkins, GitLab and Azure
 * Pipelines alike. The suite's seconds stand at its first case, since readers add the cases up.
 */
export function junitXml(suite: JunitSuite): string {
  const { name, startedAt, seconds, host, properties, cases, output } = suite;
  const count = (outcome: JunitCase['outcome']) => cases.filter((one) => one.outcome === outcome).length;
  const totals = `tests="${cases.length}" failures="${count('failed')}" errors="${count('error')}" skipped="${count('skipped')}"`;
  const time = seconds.toFixed(3);
  const named = `name="${escaped(name)}" package="kneescope" id="0" hostname="${escaped(host)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  <testsuite ${named} ${totals} time="${time}"${timestamp(startedAt)}>`,
    '    <properties>',
    ...Object.entries(properties).map(
      ([key, value]) => `      <property name="${escaped(key)}" value="${escaped(value)}"/>`,
    ),
    '    </properties>',
    ...cases.map((one, place) => testCase(one, suite, place === 0 ? time : '0.000')),
    `    <system-out>${escaped(output)}</system-out>`,
    '    <system-err/>',
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}
