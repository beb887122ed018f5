import { describe, expect, it } from 'vitest';
import type { AudienceQuestion } from '../../../shared/bridge/audience-question.ts';
import { audience } from '../../../shared/planning/audience.ts';
import type { MeasuredRun } from '../kept/kept-questions.ts';
import { audienceInput } from './audience-input.ts';

const QUESTION: AudienceQuestion = {
  run: null,
  capacity: null,
  streams: null,
  spectators: 0,
  bitrateMbps: 8,
  steps: [],
  overhead: 1,
  uplinkMbps: null,
  policy: 'open',
  arrivalsPerHour: null,
  sessions: null,
  line: 'queue',
  room: null,
  patienceMinutes: null,
  target: { share: 0.95, seconds: 30 },
  spare: 1,
  pricePerHour: null,
  otherBoxes: [],
  hardware: null,
  simulate: false,
  seed: 1,
};
/** A made-up run whose instances each take so much of one card. */
const measured = (id: string, gpu: number): MeasuredRun => ({
  id,
  capacity: 7,
  simulated: false,
  demand: {
    cards: 1,
    demands: [
      {
        resource: 'gpu',
        perInstance: { mean: gpu, low: gpu * 0.98, high: gpu * 1.02 },
        idle: 0.02,
        limit: 0.85,
        size: 1,
      },
    ],
  },
});
const OTHER = {
  cores: null,
  cards: 1,
  ramMiB: null,
  vramMiB: null,
  encoderSessions: null,
  coreSpeed: null,
  gpuSpeed: null,
  calibrate: 'second',
};

describe('a question from a face', () => {
  it('takes a typed capacity for the box, and as many streams where none were named', () => {
    const answer = audience(audienceInput({ ...QUESTION, capacity: 7 }, null, null));
    expect(answer).toMatchObject({ run: null, capacity: 7, streams: 7, needMbps: 56 });
    const more = audience(audienceInput({ ...QUESTION, capacity: 7, streams: 9 }, null, null));
    expect(more).toMatchObject({ capacity: 7, streams: 9, limitedBy: 'box' });
  });

  it('knows without a capacity only the streams that were named', () => {
    expect(audience(audienceInput({ ...QUESTION, streams: 9 }, null, null))).toMatchObject({
      capacity: null,
    });
    expect(() => audienceInput(QUESTION, null, null)).toThrow(
      expect.objectContaining({ code: 'audience.no-streams' }) as Error,
    );
  });

  it('takes everything of a box from its run, and speeds from a second one where none were typed', () => {
    const first = measured('first', 0.1);
    const question = { ...QUESTION, run: 'first', hardware: { otherBox: OTHER, more: null, prices: {} } };
    const answer = audience(audienceInput(question, first, measured('second', 0.05)));
    expect(answer).toMatchObject({ run: 'first', capacity: 7, streams: 7 });
    // Half the demand: twice as fast.
    expect(answer.otherBox).toMatchObject({
      gpuSpeed: { source: 'calibrated' },
      coreSpeed: { source: 'same' },
    });
    expect(answer.otherBox!.capacity).toBe(16);
    const typed = { ...OTHER, gpuSpeed: { low: 1, high: 1.2 } };
    const asked = { ...question, hardware: { ...question.hardware, otherBox: typed } };
    expect(audienceInput(asked, first, measured('second', 0.05)).hardware!.otherBox!.gpuSpeed).toEqual({
      low: 1,
      high: 1.2,
      source: 'typed',
    });
  });
});
