import type { Params, Result } from '../../../shared/bridge/contract.ts';
import type { Scene } from './scenes.ts';

/** Every core's load in some second, each in its own rhythm. */
export function coresAt(cores: number, second: number): number[] {
  return Array.from({ length: cores }, (_, core) =>
    Math.min(100, Math.max(0, 20 + ((core * 37) % 61) + 14 * Math.sin((second + 5 * core) / 4))),
  );
}

/** What the doctor finds: one thing good, one to beware of, one bad. */
export function doctorOf(scene: Scene): Result<'doctor.examine'> {
  return {
    format: 'kneescope.doctor/1',
    host: { name: 'renderbox-7' },
    readings: scene.readings.map((one) => ({ ...one })),
    cost: { ticks: 3, cpuMs: 3.9, wallMs: 6.2, share: 0.39 },
    checks: [
      { code: 'background-load', state: 'good', evidence: { cpu: 2.1, seconds: 3 } },
      { code: 'free-memory', state: 'beware', evidence: { freeMiB: 900 } },
      { code: 'swapping', state: 'bad', evidence: { rate: 4.2 } },
    ],
  };
}

/** A plan is as wrong as its program's name says. */
export function planCheckOf({ plan }: Params<'plan.check'>, scene: Scene): Result<'plan.check'> {
  const given = (plan ?? {}) as { executable?: string; arguments?: string[]; cap?: number };
  const missing = given.executable?.includes('missing') === true;
  return {
    issues:
      (given.cap ?? 1) > 10_000
        ? [
            {
              field: 'cap',
              line: null,
              kind: 'most',
              expected: '<= 10000',
              received: String(given.cap),
              nearest: null,
            },
          ]
        : [],
    problems: missing
      ? [{ code: 'executable.missing', data: { path: given.executable, nearest: 'Showroom.exe' } }]
      : [],
    slots: (given.executable === '' ? [] : [1, 2, 3]).map((slot) => ({
      slot,
      command: {
        executable: given.executable ?? '',
        arguments: (given.arguments ?? []).map((text) => text.replace('{port:8888}', String(8887 + slot))),
        workingDirectory: '/apps/Showroom',
        environment: {},
      },
      problem: null,
    })),
    box: { readings: scene.readings.map((one) => ({ ...one })), host: {} },
    duration: { from: 'looks', baseline: 8, first: 10, passing: 8, last: 20, longest: 200 },
  };
}
