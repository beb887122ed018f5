import type { Method } from '../../shared/model/plan.ts';
import type { Revision } from '../../shared/probing/recording.ts';
import { fpsTargetOption, limitOptions, type Options } from './options.ts';

/** What a command line asks anew of a recording. @throws Problem `option.value` */
export function revisionFrom(options: Options): Revision {
  const limits = limitOptions(options);
  const fpsTarget = fpsTargetOption(options);
  const method = options['method'] as Method | undefined;
  return {
    ...(limits && { limits }),
    ...(fpsTarget !== undefined && { fpsTarget }),
    ...(method && { method }),
  };
}
