import path from 'node:path';
import type { ClaimHolder } from '../../../shared/model/claim.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import { Problem } from '../../../shared/model/problem.ts';
import type { MiB, Seconds } from '../../../shared/model/units.ts';
import { keepAwake } from '../../os/awake.ts';
import { systemClock, type Clock } from '../../os/clock.ts';
import { makeFolder } from '../../os/make-folder.ts';
import { endLeftovers } from '../../process/guardian/leftovers.ts';
import type { InstanceSpec, Launcher } from '../../process/instance.ts';
import type { LauncherOptions } from '../../process/linux-launcher.ts';
import { basicHost } from '../../sampling/inventory/basic-host.ts';
import { readInventory } from '../../sampling/inventory/read-inventory.ts';
import { openSampler } from '../../sampling/open-sampler.ts';
import { systemProviders } from '../../sampling/providers.ts';
import type { Sampler } from '../../sampling/sampler.ts';
import { claimBox, type Claim } from './claim.ts';
import { counterpart } from './copies/copy-tree.ts';
import { removeLeftoverCopies } from './copies/leftover-copies.ts';
import { SlotCopies } from './copies/slot-copies.ts';
import { freeDisk, freeMiB } from './free-disk.ts';
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
  /** Where the folders of earlier runs lie: what those have left running is ended first. */
  readonly runsFolder?: string;
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
 * @throws Problem `box.busy`, `copies.*`, `data.unwritable`, `placeholder.*` and those of a launch
 */
export async function openLocalBox(
  { plan, run, logFolder, dataFolder, runsFolder }: LocalBoxOptions,
  seams: Partial<LocalBoxSeams> = {},
): Promise<LocalBox> {
  const clock = seams.clock ?? systemClock();
  const framesFolder = path.join(logFolder, 'frames');
  const open = seams.openSampler ?? (() => samplerFor(plan, clock, framesFolder));
  const since = new Date().toISOString();
  const claim = await (seams.claim ?? claimBox)({ pid: process.pid, run, program: plan.executable, since });
  const awake = keepAwake();
  let copies: SlotCopies | null = null;
  let sampler: Sampler | null = null;
  let launcher: Launcher | null = null;
  try {
    await makeDataFolder(dataFolder);
    // The box is ours now: nobody else's run is under way, and what is left of one would be measured with ours.
    const leftovers = runsFolder === undefined ? [] : await endLeftovers(runsFolder, clock);
    const leftoverCopies = runsFolder === undefined ? [] : await removeLeftoverCopies(runsFolder);
    launcher =
      seams.launcher?.(clock) ?? (await systemLauncher({ run, folder: dataFolder, logFolder, clock }));
    sampler = await open(clock);
    copies = await openCopies(plan, run, dataFolder);
    await launcher.check(firstSpec(plan, sampler.gpus?.length ?? 0, dataFolder, copies));
    return new MeasuredBox({
      plan,
      dataFolder,
      framesFolder,
      host: basicHost(),
      clock,
      sampler,
      launcher,
      leftovers,
      leftoverCopies,
      copies,
      freeDiskMiB: seams.freeDiskMiB ?? freeDisk(dataFolder),
      inventory: readInventory,
      claim: {
        release: async () => {
          awake.release();
          await claim.release();
        },
      },
    });
  } catch (error) {
    await sampler?.close();
    await launcher?.close();
    awake.release();
    await copies?.remove();
    await claim.release();
    throw error;
  }
}

/** Of two launchers only this system's own is loaded. */
async function systemLauncher(options: LauncherOptions): Promise<Launcher> {
  if (process.platform === 'win32')
    return (await import('../../process/windows/windows-launcher.ts')).windowsLauncher(options);
  return (await import('../../process/linux-launcher.ts')).linuxLauncher(options);
}

/**
 * The sampler of this system.
 * @param framesFolder where frame tools write; nothing is read there without one
 */
export function samplerFor(plan: Plan, clock: Clock, framesFolder?: string): Promise<Sampler> {
  const patience = Math.max(plan.tick, LEAST_PATIENCE);
  return openSampler({ providers: systemProviders(plan.frames, clock, framesFolder), clock, patience });
}

async function openCopies(plan: Plan, run: string, dataFolder: string): Promise<SlotCopies | null> {
  if (plan.copies === null) return null;
  const keepFreeMiB = plan.guards.freeDiskMiB ?? 0;
  return SlotCopies.open({ copies: plan.copies, run, dataFolder, freeMiB, keepFreeMiB });
}

/** What the first slot will launch, as it lies in the source: its copy is not there yet. */
function firstSpec(plan: Plan, cards: number, dataFolder: string, copies: SlotCopies | null): InstanceSpec {
  const folder = copies?.folderOf(1);
  const inSource = (file: string) =>
    folder === undefined || !plan.copies ? file : (counterpart(file, folder, plan.copies.source) ?? file);
  return instanceSpec(plan, 1, slotValues(plan, 1, cards, dataFolder, folder), inSource);
}

/** A program that is told of the folder shall find it. */
async function makeDataFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Problem('data.unwritable', { folder, reason });
  }
}
