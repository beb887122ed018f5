import { NEW_DRAFT, type Draft } from '../../../renderer/features/planner/draft/draft.ts';
import { EVENING } from '../../../shared/planning/fixtures/sample-audience.ts';

const WORKED: Draft = {
  ...NEW_DRAFT,
  streams: '10',
  bitrate: '8',
  spectators: '20',
  uplink: '200',
  policy: 'admit',
};

/** What stands in the form of the audience's screen when it is looked at. */
export const PLANNER_DRAFTS: Readonly<Record<'blank' | 'worked' | 'everything' | 'nonsense', Draft>> = {
  blank: NEW_DRAFT,
  worked: WORKED,
  everything: {
    ...WORKED,
    run: '01JDA6Z4T8QXW3V5N2K7R9M0BC',
    qualities: [{ name: '720p', bitrate: '4', spectators: '12' }],
    byHour: true,
    hours: EVENING.map(String),
    sessions: [
      { share: '9', minutes: '10', spread: 'exponential' },
      { share: '1', minutes: '60', spread: 'fixed' },
    ],
    patience: '5',
    price: '2.5',
    boxes: [{ name: 'large', capacity: '16', available: '2', price: '4' }],
    hardware: {
      ...NEW_DRAFT.hardware,
      cores: '32',
      ram: '128',
      gpus: '2',
      vram: '24',
      gpuSpeedLow: '1.3',
      gpuSpeedHigh: '1.6',
    },
    more: '4',
    prices: { ...NEW_DRAFT.prices, gpu: '900', ram: '8' },
  },
  nonsense: {
    ...WORKED,
    bitrate: '-8',
    uplink: 'lots',
    spectators: '1e9',
    qualities: [{ name: '', bitrate: '', spectators: 'x' }],
  },
};
