import { PLAN_FORMAT, type PlanFile } from '../../../shared/model/plan.ts';

export const TEMPLATES = ['unreal', 'unreal-pixel-streaming', 'unity'] as const;
export type TemplateName = (typeof TEMPLATES)[number];

/** Each on a card of its own, and loaded when it uses the box as one that renders does. */
const SIDE_BY_SIDE: Partial<PlanFile> = {
  ready: { by: 'load', timeoutSeconds: 300 },
  gpus: { spread: 'round-robin' },
};

const unreal = (more: readonly string[]): string[] => [
  '-RenderOffScreen',
  '-ForceRes',
  '-ResX=1920',
  '-ResY=1080',
  '-graphicsadapter={gpu}',
  '-Unattended',
  ...more,
  '-AbsLog={data}/unreal-{index}.log',
];

/**
 * What the two engines' programs need to run side by side, beside their own path: a resolution that is the same for all, a card
 * for each, a log file of each one's own, and no sound. Sources: Unreal Engine's "Command-line arguments" and "Pixel Streaming
 * Reference"; Unity's "Standalone Player command line arguments".
 */
const PLANS: Record<TemplateName, Partial<PlanFile>> = {
  unreal: { ...SIDE_BY_SIDE, arguments: unreal(['-NoSound']) },
  'unreal-pixel-streaming': {
    ...SIDE_BY_SIDE,
    arguments: unreal(['-AudioMixer', '-PixelStreamingIP=127.0.0.1', '-PixelStreamingPort={port:8888}']),
  },
  unity: {
    ...SIDE_BY_SIDE,
    arguments: [
      ...['-screen-width', '1920', '-screen-height', '1080', '-screen-fullscreen', '0'],
      ...['-force-device-index', '{gpu}', '-logFile', '{data}/unity-{index}.log'],
    ],
    stop: { ask: 'close-window', graceSeconds: 10 },
  },
};

/** A plan for programs of that kind; the program is still to be named. */
export function planFrom(name: TemplateName): PlanFile {
  return { ...PLANS[name], format: PLAN_FORMAT, executable: '' };
}
