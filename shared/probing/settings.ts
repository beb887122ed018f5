import type { FpsTarget, Method, Mode } from '../model/plan.ts';
import type { Limits } from '../model/resources.ts';
import type { Celsius, Seconds } from '../model/units.ts';

/** All that the controller is told beforehand; the rest it observes. */
export interface ProbeSettings {
  readonly limits: Limits;
  readonly cap: number;
  readonly tick: Seconds;
  readonly method: Method;
  readonly mode: Mode;
  readonly fpsTarget: FpsTarget;
  /** The probe ends with what it knows when this much time has passed; null for no bound. */
  readonly budgetSeconds: Seconds | null;
  /** How long each instance may take to say that it is ready; null where the box may never say it. */
  readonly readySeconds: Seconds | null;
  /** The temperature at which each GPU says that it slows down; left out, or null, where it does not say. */
  readonly slowdownCelsius?: readonly (Celsius | null)[];
}
