import { mkdir } from 'node:fs/promises';
import type { ClaimHolder } from '../../../shared/model/claim.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import { Problem } from '../../../shared/model/problem.ts';
import type { MiB, Seconds } from '../../../shared/model/units.ts';
import { systemClock, type Clock } from '../../os/clock.ts';
import type { Launcher } from '../../process/instance.ts';
import { linuxLauncher, type LauncherOptions } from '../../process/linux-launcher.ts';
import { basicHost } from '../../sampling/inventory/basic-host.ts';
import { readInventory } from '../../sampling/inventory/read-inventory.ts';
import { openSampler } from '../../sampling/open-sampler.ts';
import { systemProviders } from '../../sampling/providers.ts';
import type { Sampler } from '../../sampling/sampler.ts';
import { claimBox, type Claim } from './claim.ts';
import { freeDisk } from './free-disk.ts';
import { instanceSpec, slotValues } from './instance-spec.ts';
import type { LocalBox } from './local-box.ts';
import { MeasuredBox } from './measured-box.ts';

export interface LocalBoxOptions {
  /** Its executable is an absolute path or a bare name. */
  readonly plan: Plan;
  /** The run's id. */
  readonly run: string;
  /** Where the instances' output goes. */
  readonly logFolder: string;
  /** What `{data}` stands for; made where it is missing, and its volume's free space is guarded. */
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
 * Takes the box for one run and begins to sample it. What is wrong with the plan is said here, before anything is
 * launched, as far as the first slot shows it.
 * @throws Problem `box.busy`, `plan.unsupported`, `data.unwritable`, `placeholder.*` and those of a launch
 */
export async function openLocalBox(
  { plan, run, logFolder, dataFolder }: LocalBoxOptions,
  seams: Partial<LocalBoxSeams> = {},
): Promise<LocalBox> {
  refuseUnsupported(plan);
  const clock = seams.clock ?? systemClock();
  const open = seams.openSampler ?? (() => samplerFor(plan, clock));
  const since = new Date().toISOString();
  const claim = await (seams.claim ?? claimBox)({ pid: process.pid, run, program: plan.executable, since });
  let sampler: Sampler | null = null;
  try {
    await makeFolder(dataFolder);
    sampler = await open(clock);
    const launcher = seams.launcher?.(clock) ?? launcherFor({ run, logFolder, clock });
    await launcher.check(instanceSpec(plan, 1, slotValues(plan, 1, sampler.gpus?.length ?? 0, dataFolder)));
    return new MeasuredBox({
      plan,
      dataFolder,
      host: basicHost(),
      clock,
      sampler,
      launcher,
      freeDiskMiB: seams.freeDiskMiB ?? freeDisk(dataFolder),
      inventory: readInventory,
      claim,
    });
  } catch (error) {
    await sampler?.close();
    await claim.release();
    throw error;
  }
}

/** @throws Problem `plan.unsupported` for what no version of this box can do yet */
export function refuseUnsupported(plan: Plan): void {
  if (plan.copies !== null)
    throw new Problem('plan.unsupported', { field: 'copies', value: plan.copies.source });
}

/** The sampler of this system. */
export function samplerFor(plan: Plan, clock: Clock): Promise<Sampler> {
  const patience = Math.max(plan.tick, LEAST_PATIENCE);
  return openSampler({ providers: systemProviders(plan.frames), clock, patience });
}

/** The launcher of this system. */
export function launcherFor(options: LauncherOptions): Launcher {
  return linuxLauncher(options);
}

/** A program that is told of the folder shall find it. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Problem('data.unwritable', { folder, reason });
  }
}
