import type { ReadingName } from '../../../shared/model/capability.ts';

/** What Windows itself tells, and where it comes from. */
export const WINDOWS_READINGS = {
  cpu: 'Processor Information',
  cores: 'Processor Information',
  cpuUtility: 'Processor Information',
  cpuClock: 'Processor Information',
  runQueue: 'System\\Processor Queue Length',
  ram: 'GlobalMemoryStatusEx',
  commit: 'GetPerformanceInfo',
  swap: 'Memory\\Pages Output/sec',
  'instances.cpu': 'NtQuerySystemInformation',
  'instances.ramMiB': 'NtQuerySystemInformation',
  'instances.hottestThread': 'NtQuerySystemInformation',
} as const satisfies Partial<Record<ReadingName, string>>;
