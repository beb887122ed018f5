import type { AudienceQuestion } from '../../../shared/bridge/audience-question.ts';
import type { RelativeSpeed } from '../../../shared/model/hardware.ts';
import { Problem } from '../../../shared/model/problem.ts';
import type { AudienceInput, HardwareQuestion } from '../../../shared/planning/audience-input.ts';
import { calibratedSpeed } from '../../../shared/planning/hardware/calibrate.ts';
import { SAME_SPEED, type HardwareDescription } from '../../../shared/planning/hardware/predict.ts';
import type { MeasuredRun } from '../kept/kept-questions.ts';

type Hardware = NonNullable<AudienceQuestion['hardware']>;

/**
 * A face's question with what the runs it names have measured.
 * @param first of the run that it is about; null where its numbers were typed
 * @param second of the run that calibrates the speeds
 * @throws Problem `audience.no-streams`
 */
export function audienceInput(
  question: AudienceQuestion,
  first: MeasuredRun | null,
  second: MeasuredRun | null,
): AudienceInput {
  const { run: _run, capacity, streams, hardware, ...same } = question;
  const box = first ?? (capacity === null ? null : { id: null, capacity, simulated: false });
  const asked = streams ?? box?.capacity ?? null;
  if (asked === null) throw new Problem('audience.no-streams', {});
  return {
    ...same,
    run: box && { id: box.id, capacity: box.capacity, simulated: box.simulated },
    streams: asked,
    hardware: hardware && first ? hardwareQuestion(hardware, first, second) : null,
  };
}

function hardwareQuestion(
  { otherBox, more, prices }: Hardware,
  first: MeasuredRun,
  second: MeasuredRun | null,
): HardwareQuestion {
  return {
    demand: first.demand,
    capacity: first.capacity ?? 0,
    otherBox: otherBox && described(otherBox, first, second),
    more,
    prices,
  };
}

function described(
  { calibrate: _calibrate, coreSpeed, gpuSpeed, ...sizes }: NonNullable<Hardware['otherBox']>,
  first: MeasuredRun,
  second: MeasuredRun | null,
): HardwareDescription {
  const speed = (typed: typeof coreSpeed, part: 'cpu' | 'gpu'): RelativeSpeed =>
    (typed && { ...typed, source: 'typed' }) ??
    (second && calibratedSpeed(part, first.demand, second.demand)) ??
    SAME_SPEED;
  return { ...sizes, coreSpeed: speed(coreSpeed, 'cpu'), gpuSpeed: speed(gpuSpeed, 'gpu') };
}
