import { explainComparison } from '../../../shared/explain/comparison.ts';
import { explainVerdict } from '../../../shared/explain/verdict.ts';
import type { Language } from '../../../shared/locale/language.ts';
import { messages } from '../../../shared/locale/messages.ts';
import type { Comparison } from '../../../shared/model/comparison.ts';
import { programName } from '../../../shared/model/plan.ts';
import type { TraceMeta } from '../../../shared/model/trace.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import type { JunitCase, JunitSuite } from './junit.ts';

/** What a build was held against. */
export interface Gate {
  readonly verdict: Verdict;
  readonly meta: TraceMeta;
  /** The capacity that was asked for, null for none. */
  readonly require: number | null;
  /** Against the baseline, null for none. */
  readonly comparison: Comparison | null;
  readonly language: Language;
}

function trusted({ verdict, language }: Gate): JunitCase {
  const { headline, sentences } = explainVerdict(verdict, language);
  const name = messages(language).comparison.junit.trusted;
  if (verdict.verdict !== 'invalid') return { name, outcome: 'passed', message: '', details: '' };
  return { name, outcome: 'error', message: headline, details: sentences.join('\n') };
}

function enough({ verdict, require, language }: Gate): JunitCase[] {
  if (require === null) return [];
  const { junit } = messages(language).comparison;
  const { headline, sentences } = explainVerdict(verdict, language);
  const name = junit.required({ require });
  const details = [headline, ...sentences].join('\n');
  if (verdict.capacity === null) return [{ name, outcome: 'skipped', message: headline, details }];
  if (verdict.capacity >= require) return [{ name, outcome: 'passed', message: '', details: '' }];
  const message = junit.below({ capacity: verdict.capacity, require });
  return [{ name, outcome: 'failed', message, details }];
}

function notWorse({ comparison, language }: Gate): JunitCase[] {
  if (!comparison) return [];
  const { junit, notGate } = messages(language).comparison;
  const { headline, sentences, differences } = explainComparison(comparison, language);
  const name = junit.notWorse;
  const details = [headline, ...sentences, ...differences].join('\n');
  if (!comparison.gate) return [{ name, outcome: 'error', message: notGate, details }];
  switch (comparison.result) {
    case 'worse':
      return [{ name, outcome: 'failed', message: headline, details }];
    case 'cannot-tell':
      return [{ name, outcome: 'skipped', message: headline, details }];
    default:
      return [{ name, outcome: 'passed', message: '', details: '' }];
  }
}

/** The same for every build, since readers tell cases of two builds apart by their names. How a driver is called is not. */
function suiteName({ plan, program, box }: TraceMeta): string {
  const named = plan?.['name'];
  if (typeof named === 'string' && named !== '') return named;
  if (program?.path) return programName(program.path);
  return box?.startsWith('driver:') ? 'driver' : (box ?? 'recording');
}

/**
 * A run as a suite of tests: that it can be trusted, that it carries what was required, that it is not worse than its baseline.
 * What cannot be told is skipped with its reason, never passed.
 */
export function gateSuite(gate: Gate): JunitSuite {
  const { verdict, meta, language } = gate;
  const { headline, sentences } = explainVerdict(verdict, language);
  const properties: Record<string, unknown> = {
    run: verdict.run,
    verdict: verdict.verdict,
    capacity: verdict.capacity,
    safe: verdict.safe,
    confidence: verdict.confidence,
    version: meta.version,
    box: meta.box,
    sha256: meta.program?.sha256,
    fileVersion: meta.program?.fileVersion,
    baseline: gate.comparison?.base.runs.join(' '),
    comparison: gate.comparison?.result,
  };
  const known = Object.entries(properties).filter(([, value]) => value !== null && value !== undefined);
  return {
    name: suiteName(meta),
    startedAt: meta.startedAt ?? null,
    seconds: verdict.probeSeconds,
    host: meta.host?.name || 'localhost',
    properties: Object.fromEntries(known.map(([key, value]) => [key, String(value)])),
    cases: [trusted(gate), ...enough(gate), ...notWorse(gate)],
    output: [headline, ...sentences, ...verdict.warnings.map(({ text }) => text)].join('\n'),
  };
}
