import { audience } from './audience.ts';
import { audienceCharts } from './audience-charts.ts';
import { charts } from './charts.ts';
import { cli } from './cli.ts';
import { comparison } from './comparison.ts';
import { problems } from './problems.ts';
import { report } from './report.ts';
import { unavailable } from './unavailable.ts';
import { loads } from './units.ts';
import { verdict } from './verdict.ts';
import { unknownWarning, warnings } from './warnings.ts';

export const zhCN = {
  audience,
  audienceCharts,
  charts,
  cli,
  comparison,
  loads,
  problems,
  report,
  unavailable,
  verdict,
  warnings,
  unknownWarning,
};
