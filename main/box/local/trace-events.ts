import type { TraceEvent } from '../../../shared/model/trace.ts';
import type { Seconds } from '../../../shared/model/units.ts';
import type { InstanceEnd, InstanceEvent } from '../../process/instance.ts';
import type { CopyRecord } from './copies/slot-copies.ts';
import type { Entry } from './instance-table.ts';

/** The last words of an instance that ended by itself: enough to see why, short enough for every trace. */
const LAST_LINES = 20;
const LAST_LINE_LENGTH = 500;

type More = Readonly<Record<string, unknown>>;

export function warningEvent(t: Seconds, code: string, more: More): TraceEvent {
  return { type: 'event', t, event: 'warning', code, ...more };
}

/**
 * What an instance told, as the trace has it.
 * @param t the run's time of it
 * @param waited how long its launch was kept waiting
 */
export function instanceEvent(entry: Entry, told: InstanceEvent, t: Seconds, waited: Seconds): TraceEvent {
  const { instance, slot, gpu } = entry;
  const event = (name: string, more: More = {}): TraceEvent => ({
    type: 'event',
    t,
    event: name,
    instance,
    ...more,
  });
  switch (told.kind) {
    case 'launched':
      return event('launch', {
        slot,
        ...(gpu !== null && { gpu }),
        ...(waited > 0 && { waited: Math.round(waited * 1000) / 1000 }),
      });
    case 'ready':
      return event('ready');
    case 'hung':
      return event('hung', { by: told.by, since: told.since });
    case 'responding':
      return event('responding', { after: told.after });
    case 'restarted':
      return event('restarted', { name: told.name, pid: told.pid });
    case 'warning':
      return { ...told.data, ...event('warning', { code: told.code }) };
    case 'ended':
      return exitEvent(entry, t, told.end);
  }
}

function exitEvent(entry: Entry, t: Seconds, { reason, code, signal, stop, dump }: InstanceEnd): TraceEvent {
  // Where there is no code the signal stands in its place too: it is what a warning about the exit names.
  const shown = code ?? (reason === 'stopped' ? null : signal);
  const lines = reason === 'stopped' ? [] : (entry.process?.logLines(LAST_LINES) ?? []);
  return {
    type: 'event',
    t,
    event: 'exit',
    instance: entry.instance,
    slot: entry.slot,
    reason,
    ...(shown !== null && { code: shown }),
    ...(signal !== null && { signal }),
    ...(lines.length > 0 && { lastLines: lines.map((line) => line.slice(0, LAST_LINE_LENGTH)) }),
    ...(dump !== null && { dump }),
    ...stop,
  };
}

/** An instance that could not be started is one that has ended at once. */
export function startFailedEvents({ instance, slot, gpu }: Entry, t: Seconds, code: string): TraceEvent[] {
  const reason = code === 'ENOMEM' ? 'out-of-memory' : 'crash';
  return [
    { type: 'event', t, event: 'launch', instance, slot, ...(gpu !== null && { gpu }) },
    { type: 'event', t, event: 'exit', instance, slot, reason, code },
  ];
}

/** A slot's folder was made. No sample has from < t ≤ to: copying is load, and not that of the instances. */
export function copyEvent(record: CopyRecord, from: Seconds, to: Seconds): TraceEvent {
  return { type: 'event', t: to, event: 'copy', ...record, takesMiB: Math.ceil(record.takesMiB), from, to };
}
