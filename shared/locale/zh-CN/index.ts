import { cli } from './cli.ts';
import { problems } from './problems.ts';
import { unavailable } from './unavailable.ts';
import { loads } from './units.ts';
import { verdict } from './verdict.ts';
import { unknownWarning, warnings } from './warnings.ts';

export const zhCN = { cli, loads, problems, unavailable, verdict, warnings, unknownWarning };
