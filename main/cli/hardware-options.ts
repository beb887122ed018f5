import { AUDIENCE_BOUNDS as BOUNDS } from '../../shared/model/audience-bounds.ts';
import { Problem } from '../../shared/model/problem.ts';
import type { RelativeSpeed } from '../../shared/model/hardware.ts';
import { nearest } from '../../shared/model/nearest.ts';
import { LOADS } from '../../shared/model/resources.ts';
import type { HardwareQuestion } from '../../shared/planning/audience-input.ts';
import type { UnitPrices } from '../../shared/planning/hardware/additions.ts';
import { calibratedSpeed } from '../../shared/planning/hardware/calibrate.ts';
import { measuredDemand, type MeasuredDemand } from '../../shared/planning/hardware/demand.ts';
import { SAME_SPEED, type HardwareDescription } from '../../shared/planning/hardware/predict.ts';
import type { JudgedRun } from '../engine/history.ts';
import { numberIn, numberOption, type Options } from './options.ts';

const MIB_PER_GIB = 1024;
const PARTS = ['cores', 'core-speed', 'ram', 'gpus', 'gpu-speed', 'vram', 'encoder'] as const;
type Part = (typeof PARTS)[number];

function wrong(option: string, value: string, expected: string): Problem {
  return new Problem('option.value', { option, value, expected });
}

/** `cores=32,core-speed=1.1-1.3,ram=128,gpus=2,gpu-speed=1.5,vram=24,encoder=8`, as texts by name. */
function partsOf(text: string): Map<Part, string> {
  return new Map(
    text.split(',').map((pair) => {
      const [, name = '', value = ''] = /^([^=]*)=(.*)$/u.exec(pair) ?? [];
      const part = PARTS.find((one) => one === name);
      if (part && value !== '') return [part, value];
      const near = nearest(name, PARTS);
      throw wrong(
        '--hardware',
        pair,
        `NAME=VALUE, with a name of ${PARTS.join(' ')}${near ? ` (${near}=…?)` : ''}`,
      );
    }),
  );
}

/** One figure, or a range of which nobody knows where in it the truth lies. */
function speedOf(text: string | undefined, name: Part): RelativeSpeed | null {
  if (text === undefined) return null;
  const [low = '', high = low] = text.split('-');
  const [one, other] = [low, high].map((end) => numberIn(end, `--hardware ${name}`, BOUNDS.speed)) as [
    number,
    number,
  ];
  if (one > other) throw wrong(`--hardware ${name}`, text, 'LOW-HIGH, the lower one first');
  return { low: one, high: other, source: 'typed' };
}

function describedBox(
  text: string,
  first: MeasuredDemand,
  second: MeasuredDemand | null,
): HardwareDescription {
  const parts = partsOf(text);
  const number = (name: Part, bounds: Parameters<typeof numberIn>[2]) => {
    const given = parts.get(name);
    return given === undefined ? null : numberIn(given, `--hardware ${name}`, bounds);
  };
  const gib = (name: Part) => {
    const given = number(name, BOUNDS.memoryGiB);
    return given === null ? null : given * MIB_PER_GIB;
  };
  const calibrated = (resource: 'cpu' | 'gpu') => second && calibratedSpeed(resource, first, second);
  return {
    cores: number('cores', BOUNDS.cores),
    coreSpeed: speedOf(parts.get('core-speed'), 'core-speed') ?? calibrated('cpu') ?? SAME_SPEED,
    cards: number('gpus', BOUNDS.cards),
    gpuSpeed: speedOf(parts.get('gpu-speed'), 'gpu-speed') ?? calibrated('gpu') ?? SAME_SPEED,
    vramMiB: gib('vram'),
    ramMiB: gib('ram'),
    encoderSessions: number('encoder', BOUNDS.encoderSessions),
  };
}

/** `--unit-price gpu=900`, of a core, a card, a GiB of VRAM on a card, a GiB of RAM. */
function unitPrices(options: Options): UnitPrices {
  const prices: UnitPrices = {};
  for (const pair of (options['unitPrice'] as string[] | undefined) ?? []) {
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/u.exec(pair) ?? [];
    const load = LOADS.find((one) => one === name);
    if (!load) throw wrong('--unit-price', pair, `NAME=PRICE, with a name of ${LOADS.join(' ')}`);
    prices[load] = numberIn(value, `--unit-price ${load}`, BOUNDS.price);
  }
  return prices;
}

/**
 * What a command line asks about hardware; null where it asks nothing.
 * @param second the run on the box that calibrates the speeds
 * @throws Problem `option.value`, or `option.needs` where it is asked without a run
 */
export function hardwareQuestion(
  options: Options,
  run: JudgedRun | null,
  second: JudgedRun | null,
): HardwareQuestion | null {
  const text = options['hardware'];
  const more = numberOption(options, 'more', '--more', BOUNDS.more) ?? null;
  if (second && typeof text !== 'string')
    throw new Problem('option.needs', { option: '--calibrate', needs: '--hardware' });
  if (options['unitPrice'] !== undefined && more === null)
    throw new Problem('option.needs', { option: '--unit-price', needs: '--more' });
  if (typeof text !== 'string' && more === null) return null;
  if (!run)
    throw new Problem('option.needs', { option: more === null ? '--hardware' : '--more', needs: '--run' });
  const demandOf = ({ verdict, recording }: JudgedRun) =>
    measuredDemand(verdict, recording.meta.host ?? null);
  const demand = demandOf(run);
  return {
    demand,
    capacity: run.verdict.capacity ?? 0,
    otherBox: typeof text === 'string' ? describedBox(text, demand, second && demandOf(second)) : null,
    more,
    prices: unitPrices(options),
  };
}
