import type { Capability } from '../../../shared/model/capability.ts';
import type { TickCost } from '../../../shared/model/doctor.ts';
import type { Host } from '../../../shared/model/trace.ts';
import type { Seconds } from '../../../shared/model/units.ts';
import { childrenTime } from '../../os/children-time.ts';
import type { Clock } from '../../os/clock.ts';
import { readInventory } from '../../sampling/inventory/read-inventory.ts';
import { openSampler } from '../../sampling/open-sampler.ts';
import { examinationProviders } from '../../sampling/providers.ts';
import type { Provider } from '../../sampling/provider.ts';
import type { Reading, Sampler } from '../../sampling/sampler.ts';

/** What was found by looking, without launching anything. */
export interface Examination {
  readonly host: Host;
  readonly capabilities: readonly Capability[];
  readonly cost: TickCost;
  /** A tick each, one after the other. */
  readonly readings: readonly Reading[];
}

const PATIENCE: Seconds = 5;
const TICK: Seconds = 1;
/** What runs for the first time is slow, and no run consists of first times. */
const WARM_UP = 5;
const MEASURED = 20;

/**
 * Looks at the box as a run would, with ourselves in the place of an instance.
 * @param ticks how many seconds of the box's own doing are looked at
 */
export async function examineBox(
  ticks: number,
  clock: Clock,
  signal: AbortSignal,
  providers: readonly Provider[] = examinationProviders(clock),
): Promise<Examination> {
  const sampler = await openSampler({ providers, clock, patience: PATIENCE });
  try {
    const cost = await costOf(sampler, clock);
    const readings: Reading[] = [];
    await sampler.sample(ourselves());
    for (let from = clock.now(), tick = 1; tick <= ticks; tick++) {
      if (!(await clock.wait(from + tick * TICK, signal))) break;
      readings.push(await sampler.sample(ourselves()));
    }
    const host = await readInventory();
    const gpus = sampler.gpus;
    return { host: { ...host, ...(gpus && { gpus }) }, capabilities: sampler.capabilities, cost, readings };
  } finally {
    await sampler.close();
  }
}

function ourselves() {
  return new Map([[1, [process.pid]]]);
}

async function costOf(sampler: Sampler, clock: Clock): Promise<TickCost> {
  for (let tick = 0; tick < WARM_UP; tick++) await sampler.sample(ourselves());
  const readersMs = await childrenTime();
  const [cpu, readers, began] = [process.cpuUsage(), readersMs(), clock.now()];
  for (let tick = 0; tick < MEASURED; tick++) await sampler.sample(ourselves());
  const { user, system } = process.cpuUsage(cpu);
  // Those that read for us cost as much as what we do ourselves.
  const cpuMs = ((user + system) / 1000 + (readersMs() ?? 0) - (readers ?? 0)) / MEASURED;
  const wallMs = ((clock.now() - began) * 1000) / MEASURED;
  return { ticks: MEASURED, cpuMs, wallMs, share: cpuMs / (10 * TICK) };
}
