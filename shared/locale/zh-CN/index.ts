import { app } from './app.ts';
import { charts } from './charts.ts';
import { cli } from './cli.ts';
import { live } from './live.ts';
import { plan } from './plan.ts';
import { fieldIssue, problems } from './problems.ts';
import { report } from './report.ts';
import { result } from './result.ts';
import { unavailable } from './unavailable.ts';
import { loads } from './units.ts';
import { verdict } from './verdict.ts';
import { unknownWarning, warnings } from './warnings.ts';

export const zhCN = {
  app,
  charts,
  cli,
  fieldIssue,
  live,
  loads,
  plan,
  problems,
  report,
  result,
  unavailable,
  verdict,
  warnings,
  unknownWarning,
};
