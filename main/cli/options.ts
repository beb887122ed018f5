import { LOADS, type Limits, type NamedLimits } from '../../shared/model/resources.ts';
import {
  PLAN_BOUNDS,
  type FpsTarget,
  type Method,
  type Mode,
  type PlanFile,
} from '../../shared/model/plan.ts';
import { nearest } from '../../shared/model/nearest.ts';
import { Problem } from '../../shared/model/problem.ts';
import { readNumber, type NumberBounds } from '../../shared/planning/form/read-number.ts';
import type { Overrides } from '../engine/settings.ts';

/** The options of a command as commander hands them over. */
export type Options = Readonly<Record<string, unknown>>;

function wrong(option: string, value: string, expected: string): Problem {
  return new Problem('option.value', { option, value, expected });
}

/** A number within bounds. @throws Problem `option.value` */
export function numberOption(
  options: Options,
  name: string,
  flag: string,
  bounds: NumberBounds,
): number | undefined {
  const text = options[name];
  return typeof text === 'string' ? numberIn(text, flag, bounds) : undefined;
}

/** A number within bounds, from a part of an option's text. @throws Problem `option.value` */
export function numberIn(text: string, flag: string, bounds: NumberBounds): number {
  const { value, issue } = readNumber(text, bounds);
  const { least, most, whole } = bounds;
  if (issue !== null)
    throw wrong(flag, text, `${whole ? 'a whole number' : 'a number'} from ${least} to ${most}`);
  return value;
}

function percentOf(flag: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0 && value <= 100))
    throw wrong(flag, text, 'more than 0 and at most 100');
  return value;
}

/** `--limit cpu=85`, as often as somebody likes, and `--fps-floor`. @throws Problem `option.value` */
export function limitOptions(options: Options): NamedLimits | undefined {
  const given = (options['limit'] as string[] | undefined) ?? [];
  const limits: Partial<Limits> = {};
  for (const text of given) {
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/u.exec(text) ?? [];
    const load = LOADS.find((candidate) => candidate === name);
    if (!load) {
      const near = nearest(name, LOADS);
      throw wrong(
        '--limit',
        text,
        `NAME=PERCENT, with a name of ${LOADS.join(' ')}${near ? ` (${near}=…?)` : ''}`,
      );
    }
    limits[load] = percentOf(`--limit ${load}`, value);
  }
  const floor = options['fpsFloor'];
  if (typeof floor === 'string') limits.fpsFloor = percentOf('--fps-floor', floor);
  return Object.keys(limits).length === 0 ? undefined : limits;
}

/** `--fps-target 60` or `solo`. @throws Problem `option.value` */
export function fpsTargetOption(options: Options): FpsTarget | undefined {
  return options['fpsTarget'] === 'solo'
    ? 'solo'
    : numberOption(options, 'fpsTarget', '--fps-target', { least: 1, most: 1000 });
}

/** `--ready log:/re/`, `port:N`, `seconds:N`, `load`, `window` or `manual`. @throws Problem `option.value` */
export function readyOption(options: Options): PlanFile['ready'] | undefined {
  const text = options['ready'];
  if (typeof text !== 'string') return undefined;
  const [by = '', rest] = text.split(/:(.*)/su);
  if ((by === 'load' || by === 'manual' || by === 'window') && rest === undefined) return { by };
  if (by === 'log' && rest !== undefined) {
    const pattern = /^\/(.*)\/$/su.exec(rest)?.[1] ?? rest;
    try {
      new RegExp(pattern);
    } catch (error) {
      throw new Problem('pattern.invalid', { pattern, reason: error instanceof Error ? error.message : '' });
    }
    return { by, pattern };
  }
  const value = Number(rest);
  if (by === 'port' && Number.isInteger(value) && value >= 1 && value <= 65_535) return { by, port: value };
  if (
    by === 'seconds' &&
    rest !== undefined &&
    rest.trim() !== '' &&
    value >= 0 &&
    value <= PLAN_BOUNDS.seconds.most
  )
    return { by, seconds: value };
  throw wrong('--ready', text, 'log:/re/, port:N, seconds:N, load, window or manual');
}

/** Everything of a probe's command line that goes over the plan. @throws Problem `option.value` */
export function overridesFrom(options: Options): Overrides {
  const limits = limitOptions(options);
  const ready = readyOption(options);
  const fields = {
    cap: numberOption(options, 'max', '--max', { ...PLAN_BOUNDS.cap, whole: true }),
    tick: numberOption(options, 'tick', '--tick', PLAN_BOUNDS.tick),
    fpsTarget: fpsTargetOption(options),
    method: options['method'] as Method | undefined,
    mode: options['mode'] as Mode | undefined,
    budgetSeconds: numberOption(options, 'budget', '--budget', { least: 1, most: PLAN_BOUNDS.seconds.most }),
  };
  const named = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return { ...named, ...(limits && { limits }), ...(ready && { ready }) };
}
