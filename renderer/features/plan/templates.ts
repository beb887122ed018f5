import { PLAN_FORMAT, type PlanFile } from '../../../shared/model/plan.ts';

export const TEMPLATES = ['unreal', 'unreal-pixel-streaming', 'unity'] as const;
export type TemplateName = (typeof TEMPLATES)[number];

/**
 * What the two engines' programs need to run side by side, beside their own path: a resolution that is the same for all, a card
 * for each, a log file of each one's own, and no sound. Sources: Unreal Engine's "Command-line arguments" and "Pixel Streaming
 * Reference"; Unity's "Standalone Player command line arguments".
 */
const PLANS: Record<TemplateName, Omit<PlanFile, 'format' | 'executable'>> = {
  unreal: {
    arguments: [
      '-RenderOffScreen',
      '-ForceRes',
      '-ResX=1920',
      '-ResY=1080',
      '-graphicsadapter={gpu}',
      '-Unattended',
      '-NoSound',
      '-AbsLog={data}/unreal-{index}.log',
    ],
    ready: { by: 'load', timeoutSeconds: 300 },
    gpus: { spread: 'round-robin' },
  },
  'unreal-pixel-streaming': {
    arguments: [
      '-RenderOffScreen',
      '-ForceRes',
      '-ResX=1920',
      '-ResY=1080',
      '-graphicsadapter={gpu}',
      '-Unattended',
      '-AudioMixer',
      '-PixelStreamingIP=127.0.0.1',
      '-PixelStreamingPort={port:8888}',
      '-AbsLog={data}/unreal-{index}.log',
    ],
    ready: { by: 'load', timeoutSeconds: 300 },
    gpus: { spread: 'round-robin' },
  },
  unity: {
    arguments: [
      '-screen-width',
      '1920',
      '-screen-height',
      '1080',
      '-screen-fullscreen',
      '0',
      '-force-device-index',
      '{gpu}',
      '-logFile',
      '{data}/unity-{index}.log',
    ],
    ready: { by: 'load', timeoutSeconds: 300 },
    stop: { ask: 'close-window', graceSeconds: 10 },
    gpus: { spread: 'round-robin' },
  },
};

/** A plan for programs of that kind; the program is still to be named. */
export function planFrom(name: TemplateName): PlanFile {
  return { format: PLAN_FORMAT, executable: '', ...PLANS[name] };
}
