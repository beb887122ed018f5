import { performance } from 'node:perf_hooks';
import type { Capability } from '../../../shared/model/capability.ts';
import { windowsSystem, type ProcessorTimes, type WindowsSystem } from '../../os/windows/windows-system.ts';
import type { DriverSource } from '../drivers/driver-source.ts';
import type { PartialReading } from '../provider.ts';
import type { InstancePids, InstanceReading } from '../sampler.ts';
import { HeldProcesses } from './held-processes.ts';
import { windowsCounters, type WindowsCounters } from './windows-counters.ts';
import { lookAt, processorLoads, WindowsLoads } from './windows-loads.ts';
import { WINDOWS_READINGS } from './windows-readings.ts';

type Name = keyof typeof WINDOWS_READINGS;

/** Processor, memory and processes of Windows. Runs in the sampler process. */
export function windowsSource(): DriverSource {
  let system: WindowsSystem | null = null;
  let counters: WindowsCounters | null = null;
  let held: HeldProcesses | null = null;
  let times: readonly ProcessorTimes[] | null = null;
  const loads = new WindowsLoads();

  /** From the counters, which know all processor groups; from the kernel's own list where there are none. */
  const processors = (
    fromCounters: ReturnType<WindowsCounters['read']>,
  ): Pick<PartialReading, 'cpu' | 'cores'> => {
    if (fromCounters?.processors) return fromCounters.processors;
    const before = times;
    times = system?.processorTimes() ?? null;
    // One group of several is not the box.
    if (!before || !times || times.length !== system?.processorCount()) return {};
    return processorLoads(before, times);
  };

  const ofInstances = (instances: InstancePids): ReadonlyMap<number, Partial<InstanceReading>> => {
    const cores = system?.processorCount() ?? null;
    if (!system || !held || cores === null) return new Map();
    const wanted = new Set([...instances.values()].flat());
    const look = lookAt(
      system,
      () => performance.now() / 1000,
      (pid) => wanted.has(pid),
    );
    if (!look) return new Map();
    const readings = loads.read(look, instances, cores, (ended) => held?.finalTicks(ended) ?? null);
    held.keep([...look.processes.values()].filter(({ pid }) => wanted.has(pid)));
    return readings;
  };

  return {
    open: async () => {
      const opened = await windowsSystem();
      if ('code' in opened)
        return {
          capabilities: names().map((reading) => ({
            reading,
            source: 'windows',
            available: false,
            why: opened,
          })),
        };
      system = opened;
      held = new HeldProcesses(opened);
      counters = await windowsCounters();
      times = opened.processorTimes();
      ofInstances(new Map());
      return { capabilities: capabilities(opened, counters) };
    },
    read: (instances) => {
      const counted = counters?.read() ?? null;
      const { processors: _, ...rest } = counted ?? {};
      return {
        ...rest,
        ...processors(counted),
        ...(system?.memory() ?? {}),
        commit: system?.commit() ?? null,
        instances: ofInstances(instances),
      };
    },
    close: () => {
      held?.keep([]);
      counters?.close();
    },
  };
}

const names = () => Object.keys(WINDOWS_READINGS) as Name[];

function capabilities(system: WindowsSystem, counters: WindowsCounters | null): readonly Capability[] {
  const has = counters?.has;
  const listed = system.processes() !== null && system.processorCount() !== null;
  const oneGroup = system.processorTimes()?.length === system.processorCount();
  const told: Readonly<Record<Name, boolean>> = {
    cpu: has?.processors === true || oneGroup,
    cores: has?.processors === true || oneGroup,
    cpuUtility: has?.cpuUtility === true,
    cpuClock: has?.cpuClock === true,
    runQueue: has?.runQueue === true,
    ram: system.memory() !== null,
    commit: system.commit() !== null,
    swap: has?.swapOutMiBps === true,
    'instances.cpu': listed,
    'instances.ramMiB': listed,
    'instances.hottestThread': listed,
  };
  return names().map((reading): Capability => {
    const available = told[reading];
    const why = available ? null : ({ code: 'no-source', source: WINDOWS_READINGS[reading] } as const);
    return { reading, source: 'windows', available, why };
  });
}
