import type { ClaimHolder } from '../../../shared/model/claim.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import { Problem } from '../../../shared/model/problem.ts';
import type { MiB, Seconds } from '../../../shared/model/units.ts';
import { systemClock, type Clock } from '../../os/clock.ts';
import type { Launcher } from '../../process/instance.ts';
import { linuxLauncher } from '../../process/linux-launcher.ts';
import { basicHost } from '../../sampling/inventory/basic-host.ts';
import { readInventory } from '../../sampling/inventory/read-inventory.ts';
import { openSampler } from '../../sampling/open-sampler.ts';
import { systemProviders } from '../../sampling/providers.ts';
import type { Sampler } from '../../sampling/sampler.ts';
import { claimBox, type Claim } from './claim.ts';
import { freeDisk } from './free-disk.ts';
import type { LocalBox } from './local-box.ts';
import { MeasuredBox } from './measured-box.ts';

export interface LocalBoxOptions {
  /** Its executable is an absolute path or a bare name. */
  readonly plan: Plan;
  /** The run's id. */
  readonly run: string;
  /** Where the instances' output goes. */
  readonly logFolder: string;
  /** What `{data}` stands for. */
  readonly dataFolder: string;
}

/** What a test puts in the place of this system's own. */
export interface LocalBoxSeams {
  readonly clock: Clock;
  readonly claim: (holder: ClaimHolder) => Promise<Claim>;
  readonly openSampler: (clock: Clock) => Promise<Sampler>;
  readonly launcher: (clock: Clock) => Launcher;
  readonly freeDiskMiB: () => MiB | null;
}

/** On a full box a source is slow without being stuck: then a late tick is better than an empty one. */
const LEAST_PATIENCE: Seconds = 1;

/**
 * Takes the box for one run and begins to sample it.
 * @throws Problem `box.busy`, or `plan.unsupported` for what cannot be carried out here
 */
export async function openLocalBox(
  { plan, run, logFolder, dataFolder }: LocalBoxOptions,
  seams: Partial<LocalBoxSeams> = {},
): Promise<LocalBox> {
  if (plan.copies !== null)
    throw new Problem('plan.unsupported', { field: 'copies', value: plan.copies.source });
  const clock = seams.clock ?? systemClock();
  const open =
    seams.openSampler ??
    (() => {
      const patience = Math.max(plan.tick, LEAST_PATIENCE);
      return openSampler({ providers: systemProviders(plan.frames), clock, patience });
    });
  const since = new Date().toISOString();
  const claim = await (seams.claim ?? claimBox)({ pid: process.pid, run, program: plan.executable, since });
  try {
    return new MeasuredBox({
      plan,
      dataFolder,
      host: basicHost(),
      clock,
      sampler: await open(clock),
      launcher: seams.launcher?.(clock) ?? linuxLauncher({ run, logFolder, clock }),
      freeDiskMiB: seams.freeDiskMiB ?? freeDisk(logFolder),
      inventory: readInventory,
      claim,
    });
  } catch (error) {
    await claim.release();
    throw error;
  }
}
