import type { Audience } from '../../../shared/model/audience.ts';

interface AudienceChart {
  /** Whether an audience was told enough for it. */
  readonly has: (audience: Audience) => boolean;
  /** The part of the answer that it belongs to. */
  readonly part: 'bandwidth' | 'waiting' | 'boxes' | 'hardware';
}

/**
 * Every picture of an audience, in the order of the questions. Told apart from the drawing (`audience-drawings.ts`), so that
 * who only asks which there are need not load a drawing library.
 */
export const AUDIENCE_CHARTS = {
  'uplink-use': {
    has: ({ needMbps }) => needMbps !== null && needMbps > 0,
    part: 'bandwidth',
  },
  'who-gets-what': {
    has: ({ fits, perViewerMbps, steps }) =>
      fits === false && perViewerMbps !== null && perViewerMbps > 0 && steps.length === 0,
    part: 'bandwidth',
  },
  'wait-over-arrivals': {
    has: ({ waiting }) => waiting !== null && waiting.places > 0 && waiting.room !== 0,
    part: 'waiting',
  },
  'wait-over-day': { has: ({ hours }) => hours !== null, part: 'waiting' },
  'served-by-boxes': {
    has: ({ boxes, waiting }) => boxes !== null && boxes.placesNeeded !== null && (waiting?.places ?? 0) > 0,
    part: 'boxes',
  },
  'predicted-hardware': {
    has: ({ otherBox }) => otherBox !== null && otherBox.capacity !== null,
    part: 'hardware',
  },
} as const satisfies Record<string, AudienceChart>;
export type AudienceChartName = keyof typeof AUDIENCE_CHARTS;

/** The pictures that an audience has. */
export function chartsOf(audience: Audience): AudienceChartName[] {
  return (Object.keys(AUDIENCE_CHARTS) as AudienceChartName[]).filter((name) =>
    AUDIENCE_CHARTS[name].has(audience),
  );
}
