import type { Percent } from '../../../shared/model/units.ts';
import { PdhQuery } from '../../os/pdh/pdh-query.ts';
import { processorRows, type ProcessorRows } from './processor-rows.ts';

/** What the performance counters tell of processor and memory at one moment; null is what they do not tell. */
export interface WindowsCounterReading {
  readonly processors: ProcessorRows | null;
  readonly cpuUtility: Percent | null;
  readonly cpuClock: Percent | null;
  readonly runQueue: number | null;
  readonly swapOutMiBps: number | null;
}

export interface WindowsCounters {
  /** Whether this box has the counter of each. */
  readonly has: Readonly<Record<keyof WindowsCounterReading, boolean>>;
  /** Loads since the reading before. */
  read(): WindowsCounterReading | null;
  close(): void;
}

const PROCESSOR = '\\Processor Information';
const PAGES_PER_MIB = 256;

/** Opens the counters and takes the baseline. Null where this system has no counters at all. Never rejects. */
export async function windowsCounters(): Promise<WindowsCounters | null> {
  const query = await PdhQuery.open();
  if (!(query instanceof PdhQuery)) return null;
  const counters = {
    // Every core of every processor group: what Node and the older `Processor` counters see ends at 64.
    processors: query.add(`${PROCESSOR}(*)\\% Processor Time`),
    cpuUtility: query.add(`${PROCESSOR}(_Total)\\% Processor Utility`),
    cpuClock: query.add(`${PROCESSOR}(_Total)\\% of Maximum Frequency`),
    runQueue: query.add('\\System\\Processor Queue Length'),
    swapOutMiBps: query.add('\\Memory\\Pages Output/sec'),
  };
  query.collect();
  return {
    has: {
      processors: counters.processors !== null,
      cpuUtility: counters.cpuUtility !== null,
      cpuClock: counters.cpuClock !== null,
      runQueue: counters.runQueue !== null,
      swapOutMiBps: counters.swapOutMiBps !== null,
    },
    read: () => {
      if (!query.collect()) return null;
      const rows = query.rows(counters.processors);
      const clock = query.value(counters.cpuClock);
      const pages = query.value(counters.swapOutMiBps);
      return {
        processors: rows && processorRows(rows),
        cpuUtility: query.value(counters.cpuUtility),
        cpuClock: clock === null ? null : Math.min(100, clock),
        runQueue: query.value(counters.runQueue),
        swapOutMiBps: pages === null ? null : pages / PAGES_PER_MIB,
      };
    },
    close: () => {
      query.close();
    },
  };
}
