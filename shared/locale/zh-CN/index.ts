import { charts } from './charts.ts';
import { report } from './report.ts';
import { loads } from './units.ts';

export const zhCN = { charts, loads, report };
