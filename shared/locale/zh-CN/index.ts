import { charts } from './charts.ts';
import { cli } from './cli.ts';
import { comparison } from './comparison.ts';
import { keeping } from './keeping.ts';
import { problems } from './problems.ts';
import { report } from './report.ts';
import { unavailable } from './unavailable.ts';
import { loads } from './units.ts';
import { verdict } from './verdict.ts';
import { unknownWarning, warnings } from './warnings.ts';
import { xlsx } from './xlsx.ts';

export const zhCN = {
  charts,
  cli,
  comparison,
  keeping,
  loads,
  problems,
  report,
  unavailable,
  verdict,
  warnings,
  unknownWarning,
  xlsx,
};
