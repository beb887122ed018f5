import { withoutClaims } from '../../shared/model/claims.ts';
import type { RunState, RunSummary } from '../../shared/model/runs.ts';
import type { Sample, TraceMeta } from '../../shared/model/trace.ts';
import type { Verdict } from '../../shared/model/verdict.ts';

export interface RunRow {
  readonly key: number;
  readonly id: string;
  readonly started_at: string;
  readonly state: RunState;
  readonly owner: string | null;
  readonly meta: string;
  readonly verdict: string | null;
  readonly seconds: number;
}

/** A sample in two columns: what is read at once, and what is read only when instances are looked at. */
export function splitSample({ instances, ...box }: Sample): { box: string; instances: string | null } {
  return {
    box: JSON.stringify(box),
    instances: instances === undefined ? null : JSON.stringify(instances),
  };
}

export function joinSample(box: string, instances: string | null): Sample {
  const sample = JSON.parse(box) as Sample;
  return instances === null ? sample : { ...sample, instances: JSON.parse(instances) as Sample['instances'] };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** The verdict that a row keeps. Of a run that cannot be trusted earlier versions kept what each resource alone would carry. */
export function verdictIn(kept: string | null): Verdict | null {
  if (kept === null) return null;
  const verdict = JSON.parse(kept) as Verdict;
  return verdict.verdict === 'invalid' ? withoutClaims(verdict) : verdict;
}

export function summaryOf(row: RunRow, tags: readonly string[]): RunSummary {
  const meta = JSON.parse(row.meta) as TraceMeta;
  const verdict = row.verdict === null ? null : (JSON.parse(row.verdict) as Verdict);
  const box = meta.box ?? 'local';
  return {
    run: row.id,
    startedAt: row.started_at,
    state: row.state,
    name: text(meta.plan?.['name']) ?? box,
    box,
    executable: meta.program?.path ?? null,
    sha256: meta.program?.sha256 ?? null,
    fileVersion: meta.program?.fileVersion ?? null,
    method: meta.method ?? null,
    verdict: verdict?.verdict ?? null,
    capacity: verdict?.capacity ?? null,
    seconds: row.seconds,
    tags: [...tags],
    simulated: verdict?.simulated ?? false,
  };
}
