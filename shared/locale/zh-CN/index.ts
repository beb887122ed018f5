import { app } from './app.ts';
import { asking } from './asking.ts';
import { audience } from './audience.ts';
import { audienceCharts } from './audience-charts.ts';
import { charts } from './charts.ts';
import { cli } from './cli.ts';
import { compare } from './compare.ts';
import { comparison } from './comparison.ts';
import { desk } from './desk.ts';
import { doctor } from './doctor.ts';
import { events } from './events.ts';
import { exitText } from './exits.ts';
import { explaining } from './explaining.ts';
import { history } from './history.ts';
import { keeping } from './keeping.ts';
import { live } from './live.ts';
import { operator } from './operator.ts';
import { plan } from './plan.ts';
import { planner } from './planner.ts';
import { fieldIssue, problems } from './problems.ts';
import { report } from './report.ts';
import { result } from './result.ts';
import { resuming } from './resuming.ts';
import { settings } from './settings.ts';
import { unavailable } from './unavailable.ts';
import { loads } from './units.ts';
import { verdict } from './verdict.ts';
import { unknownWarning, warnings } from './warnings.ts';
import { watching } from './watching.ts';
import { xlsx } from './xlsx.ts';

export const zhCN = {
  app,
  asking,
  audience,
  audienceCharts,
  charts,
  cli,
  compare,
  comparison,
  desk,
  doctor,
  events,
  exitText,
  explaining,
  fieldIssue,
  history,
  keeping,
  live,
  loads,
  operator,
  plan,
  planner,
  problems,
  report,
  result,
  resuming,
  settings,
  unavailable,
  unknownWarning,
  verdict,
  warnings,
  watching,
  xlsx,
};
