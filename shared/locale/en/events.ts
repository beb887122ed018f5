import { entry } from '../entry.ts';

const REASONS: Readonly<Record<string, string>> = {
  crash: 'crashed',
  'out-of-memory': 'was ended because memory ran out',
  exited: 'ended by itself',
};

/** What happens to instances while a run is watched. */
export const events = {
  responding: (d: { instance: number; seconds: string }) =>
    `Instance ${d.instance} responds again, after ${d.seconds} s.`,
  exit: (d: {
    instance: number;
    reason: string;
    code: string | null;
    lastLine: string | null;
    dump: string | null;
  }) =>
    [
      `Instance ${d.instance} ${entry(REASONS, d.reason) ?? d.reason}${d.code === null ? '' : ` (${d.code})`}.`,
      ...(d.lastLine === null ? [] : [`Its last line: ${d.lastLine}`]),
      ...(d.dump === null ? [] : [`It left a dump: ${d.dump}`]),
    ].join(' '),
};
