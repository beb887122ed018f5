import { AUDIENCE_POLICIES } from '../../shared/model/audience.ts';
import { AUDIENCE_BOUNDS as BOUNDS } from '../../shared/model/audience-bounds.ts';
import { Problem } from '../../shared/model/problem.ts';
import {
  DEFAULT_SPARE,
  DEFAULT_TARGET,
  type AudienceInput,
  type QualityStep,
} from '../../shared/planning/audience-input.ts';
import type { BoxKind } from '../../shared/planning/boxes/choose-boxes.ts';
import type { WaitTarget } from '../../shared/planning/boxes/places-needed.ts';
import { LINE_POLICIES } from '../../shared/planning/roles/lobby.ts';
import { HOURS, type SessionKind } from '../../shared/planning/simulation/day-input.ts';
import { numberIn, numberOption, type Options } from './options.ts';

type Bounds = Parameters<typeof numberOption>[3];

function wrong(option: string, value: string, expected: string): Problem {
  return new Problem('option.value', { option, value, expected });
}

function number(options: Options, name: string, flag: string, bounds: Bounds): number | null {
  return numberOption(options, name, flag, bounds) ?? null;
}

function choice<Choice extends string>(
  options: Options,
  name: string,
  choices: readonly Choice[],
): Choice | null {
  return choices.find((one) => one === options[name]) ?? null;
}

function text(options: Options, name: string): string | null {
  const value = options[name];
  return typeof value === 'string' ? value : null;
}

/** `--arrivals 20`, or 24 numbers with commas between them, from midnight on. */
function arrivalsOption(options: Options): number[] | null {
  const given = text(options, 'arrivals');
  if (given === null) return null;
  const parts = given.split(',');
  if (parts.length !== 1 && parts.length !== HOURS)
    throw wrong('--arrivals', given, `one number, or ${HOURS} with commas between them`);
  return parts.map((part) => numberIn(part, '--arrivals', BOUNDS.arrivals));
}

/** `--session 30`, `30:fixed`, or a mix: `9x10,1x60:fixed`. */
function sessionOption(options: Options): SessionKind[] | null {
  const given = text(options, 'session');
  if (given === null) return null;
  return given.split(',').map((part) => {
    const [, share, minutes = '', spread] = /^(?:([^x:]*)x)?([^x:]*)(:fixed)?$/u.exec(part) ?? [];
    if (minutes === '')
      throw wrong('--session', given, 'minutes, as 30, 30:fixed or a mix such as 9x10,1x60:fixed');
    return {
      share: share === undefined ? 1 : numberIn(share, '--session', BOUNDS.share),
      minutes: numberIn(minutes, '--session', BOUNDS.session),
      spread: spread === undefined ? 'exponential' : 'fixed',
    };
  });
}

/** `--quality 720p=4` or, with so many spectators at it, `--quality 720p=4:12`. */
function qualityOptions(options: Options): QualityStep[] {
  const given = (options['quality'] as string[] | undefined) ?? [];
  return given.map((one) => {
    const [, name = '', rate = '', spectators] = /^([^=]*)=([^:]*)(?::(.*))?$/u.exec(one) ?? [];
    if (name === '' || rate === '')
      throw wrong('--quality', one, 'NAME=MBPS or NAME=MBPS:SPECTATORS, such as 720p=4 or 720p=4:12');
    return {
      name,
      bitrateMbps: numberIn(rate, `--quality ${name}`, BOUNDS.bitrate),
      spectators: spectators === undefined ? 0 : numberIn(spectators, `--quality ${name}`, BOUNDS.spectators),
    };
  });
}

/** `--other-box NAME=CAPACITY`, with `*COUNT` where only so many can be had and `@PRICE` an hour. */
function otherBoxes(options: Options): BoxKind[] {
  const given = (options['otherBox'] as string[] | undefined) ?? [];
  return given.map((one) => {
    const [, name = '', capacity = '', available, price] =
      /^([^=]*)=([^*@]*)(?:\*([^@]*))?(?:@(.*))?$/u.exec(one) ?? [];
    if (name === '' || capacity === '')
      throw wrong(
        '--other-box',
        one,
        'NAME=CAPACITY*COUNT@PRICE, such as large=12, large=12*2 or large=12@3.50',
      );
    const flag = `--other-box ${name}`;
    return {
      name,
      capacity: numberIn(capacity, flag, BOUNDS.capacity),
      available: available === undefined ? null : numberIn(available, flag, BOUNDS.count),
      pricePerHour: price === undefined ? null : numberIn(price, flag, BOUNDS.price),
    };
  });
}

/** `--target 95:30`: 95 % within 30 seconds. */
function targetOption(options: Options): WaitTarget {
  const given = text(options, 'target');
  if (given === null) return DEFAULT_TARGET;
  const [, share = '', seconds = ''] = /^([^:]*):([^:]*)$/u.exec(given) ?? [];
  if (share === '' || seconds === '')
    throw wrong('--target', given, 'PERCENT:SECONDS, such as 95:30 for 95 % within 30 s');
  return {
    share: numberIn(share, '--target', BOUNDS.targetShare) / 100,
    seconds: numberIn(seconds, '--target', BOUNDS.targetSeconds),
  };
}

/** Options that mean nothing alone. */
const TOGETHER = [
  ['arrivals', '--arrivals', 'session', '--session'],
  ['session', '--session', 'arrivals', '--arrivals'],
  ['uplink', '--uplink', 'bitrate', '--bitrate'],
  ['quality', '--quality', 'bitrate', '--bitrate'],
  ['patience', '--patience', 'arrivals', '--arrivals'],
  ['room', '--room', 'arrivals', '--arrivals'],
  ['target', '--target', 'arrivals', '--arrivals'],
  ['otherBox', '--other-box', 'arrivals', '--arrivals'],
  ['simulate', '--simulate', 'arrivals', '--arrivals'],
] as const;

/**
 * What an `audience` command line asks.
 * @throws Problem `option.value` for a value that is none, `option.needs` where another option is missing
 */
export function audienceInput(
  options: Options,
  run: AudienceInput['run'],
  hardware: AudienceInput['hardware'],
): AudienceInput {
  for (const [name, option, other, needs] of TOGETHER)
    if (options[name] !== undefined && options[other] === undefined)
      throw new Problem('option.needs', { option, needs });
  const streams = number(options, 'streams', '--streams', BOUNDS.streams) ?? run?.capacity ?? null;
  if (streams === null) throw new Problem('option.needs', { option: 'audience', needs: '--streams' });
  if (options['bitrate'] === undefined && options['arrivals'] === undefined && hardware === null)
    throw new Problem('option.needs', { option: 'audience', needs: '--bitrate' });
  return {
    run,
    streams,
    spectators: number(options, 'spectators', '--spectators', BOUNDS.spectators) ?? 0,
    bitrateMbps: number(options, 'bitrate', '--bitrate', BOUNDS.bitrate),
    steps: qualityOptions(options),
    overhead: number(options, 'overhead', '--overhead', BOUNDS.overhead) ?? 1,
    uplinkMbps: number(options, 'uplink', '--uplink', BOUNDS.uplink),
    policy: choice(options, 'policy', AUDIENCE_POLICIES) ?? 'open',
    arrivalsPerHour: arrivalsOption(options),
    sessions: sessionOption(options),
    line: choice(options, 'line', LINE_POLICIES) ?? 'queue',
    room: number(options, 'room', '--room', BOUNDS.room),
    patienceMinutes: number(options, 'patience', '--patience', BOUNDS.patience),
    target: targetOption(options),
    spare: number(options, 'spare', '--spare', BOUNDS.spare) ?? DEFAULT_SPARE,
    pricePerHour: number(options, 'price', '--price', BOUNDS.price),
    otherBoxes: otherBoxes(options),
    hardware,
    simulate: options['simulate'] === true,
    seed: number(options, 'seed', '--seed', BOUNDS.seed) ?? 1,
  };
}
