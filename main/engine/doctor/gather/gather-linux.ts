import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { sysfsFolder, type SysfsFolder } from '../../../os/sysfs/sysfs-folder.ts';
import type { BoxFacts, PowerSettings } from '../facts.ts';

const DRI = '/dev/dri';
const CPU = 'devices/system/cpu';
const SUPPLIES = 'class/power_supply';
const DRM = 'class/drm';

/** @param sysfs a recorded tree in its place, for tests */
export function gatherOnLinux(
  sysfs: SysfsFolder = sysfsFolder(),
  environment: NodeJS.ProcessEnv = process.env,
): Partial<BoxFacts> {
  const { DISPLAY, WAYLAND_DISPLAY, SSH_CONNECTION, XRDP_SESSION } = environment;
  return {
    onBattery: onBattery(sysfs),
    power: power(sysfs),
    session: {
      remote: XRDP_SESSION ? 'rdp' : SSH_CONNECTION ? 'ssh' : null,
      service: null,
      display: Boolean(DISPLAY) || Boolean(WAYLAND_DISPLAY),
      core: null,
    },
    cards: cards(sysfs),
    nodes: nodes(),
    clock: {
      source: sysfs.text('devices/system/clocksource/clocksource0/current_clocksource'),
      wall: Date.now(),
      stepMs: null,
    },
  };
}

function distinct(words: readonly (string | null)[]): string[] {
  return [...new Set(words.filter((word) => word !== null))].toSorted();
}

function power(sysfs: SysfsFolder): PowerSettings {
  const cores = sysfs.names(CPU).filter((name) => /^cpu\d+$/u.test(name));
  const words = (file: string) => distinct(cores.map((core) => sysfs.text(`${CPU}/${core}/cpufreq/${file}`)));
  return {
    scheme: null,
    overlay: null,
    governors: words('scaling_governor'),
    preferences: words('energy_performance_preference'),
    profile: sysfs.text('firmware/acpi/platform_profile'),
  };
}

/** Only where there is a battery at all, and of the box itself: a mouse has one too. */
function onBattery(sysfs: SysfsFolder): boolean | null {
  const own = sysfs
    .names(SUPPLIES)
    .filter((name) => sysfs.text(`${SUPPLIES}/${name}/scope`) !== 'Device')
    .map((name) => `${SUPPLIES}/${name}`);
  const batteries = own.filter((supply) => sysfs.text(`${supply}/type`) === 'Battery');
  if (batteries.length === 0) return null;
  return batteries.some((supply) => sysfs.text(`${supply}/status`) === 'Discharging');
}

function cards(sysfs: SysfsFolder): BoxFacts['cards'] {
  const names = sysfs.names(DRM);
  return names
    .filter((name) => /^card\d+$/u.test(name))
    .map((card) => ({
      name: [card, sysfs.target(`${DRM}/${card}/device/driver`)].filter((part) => part !== null).join(' '),
      displays: names.filter(
        (name) => name.startsWith(`${card}-`) && sysfs.text(`${DRM}/${name}/status`) === 'connected',
      ).length,
    }));
}

/** The nodes of cards belong to a group; who is not in it renders in software, without a word. */
function nodes(): BoxFacts['nodes'] {
  const all = existsSync(DRI) ? readdirSync(DRI).filter((name) => name.startsWith('renderD')) : [];
  return { all, closed: all.filter((name) => !mayOpen(`${DRI}/${name}`)) };
}

function mayOpen(file: string): boolean {
  try {
    accessSync(file, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
