import { DEFAULT_LIMITS } from '../../shared/model/resources.ts';
import type { ProbeSettings } from '../../shared/probing/settings.ts';

/** What a probe begins with where nothing is asked for: the default method, a reading a second. */
export function probeSettings(more: Partial<ProbeSettings> = {}): ProbeSettings {
  return {
    limits: DEFAULT_LIMITS,
    cap: 8,
    tick: 1,
    method: 'adaptive',
    mode: 'balanced',
    fpsTarget: 'solo',
    budgetSeconds: null,
    readySeconds: null,
    ...more,
  };
}
