import { charts } from './charts.ts';
import { cli } from './cli.ts';
import { doctor } from './doctor.ts';
import { problems } from './problems.ts';
import { report } from './report.ts';
import { unavailable } from './unavailable.ts';
import { loads } from './units.ts';
import { verdict } from './verdict.ts';
import { watching } from './watching.ts';
import { unknownWarning, warnings } from './warnings.ts';

export const zhCN = {
  charts,
  cli,
  doctor,
  loads,
  problems,
  report,
  unavailable,
  verdict,
  warnings,
  unknownWarning,
  watching,
};
